package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiRefusalsTest {
    private static final String SEND = "Send an OpenAPI 3.0 or 3.1 document as JSON or YAML.";

    @Test
    void saysWhatADocumentIsInsteadOfOpenApi3() {
        refuses("", "The document is empty.", SEND);
        refuses(" \n\t", "The document is empty.", SEND);
        refuses("hello", "The document is plain text or a list, not OpenAPI.", SEND);
        refuses("[]", "The document is plain text or a list, not OpenAPI.", SEND);
        refuses("null", "The document is plain text or a list, not OpenAPI.", SEND);
        refuses("a: 1", "The document has no openapi version.", SEND);
        refuses("asyncapi: 3.0.0", "The document is AsyncAPI, not OpenAPI 3.", SEND);
        refuses("openapi: 4.0.0", "The document says it is OpenAPI 4.0.0.", SEND);
        refuses(
                "{\"swagger\": \"2.0\", \"paths\": {}}",
                "The document is Swagger 2.0, not OpenAPI 3.",
                "Convert it to OpenAPI 3 and send it again.");
        refuses(
                "openapi: 3.0.3\npaths: {}",
                "The document has no operations.",
                "Describe at least one under paths and send it again.");
        refuses(
                "openapi: 3.0.3\npaths: {/a: {get: 7}}",
                "The document has no operations.",
                "Describe at least one under paths and send it again.");
        refuses(
                "openapi: 3.0.3\npaths: 7",
                "The document has no operations.",
                "Describe at least one under paths and send it again.");
    }

    @Test
    void saysWhereTheTextIsBroken() {
        refuses(
                "openapi: 3.0.3\npaths: [",
                "The document is neither valid JSON nor valid YAML (line 2, column 9).",
                "Correct it there and send it again.");
        refuses(
                "{\"openapi\": \"3.0.3\",\n \"paths\": {\"/a\": }",
                "The document is neither valid JSON nor valid YAML (line 2, column 19).",
                "Correct it there and send it again.");
        refuses(
                "openapi: 3.0.3\nopenapi: 3.0.3",
                "The document is neither valid JSON nor valid YAML (line 2, column 1).",
                "Correct it there and send it again.");
    }

    @Test
    void saysWhichOperationsCannotBeCalledWhenNoneIsLeft() {
        refuses(
                """
                openapi: 3.0.3
                paths:
                  /a: {post: {operationId: upload, requestBody: {content: {text/csv: {}}}}}
                  /b: {get: {operationId: download, responses: {200: {content: {application/pdf: {}}}}}}
                """,
                "None of its operations can be called by a route (upload: it takes text/csv, and only JSON can be sent;"
                        + " download: it answers with application/pdf, and only JSON can be read).",
                "Describe at least one that takes and answers JSON, and send it again.");
    }

    @Test
    void refusesWhatIsTooMuch() {
        refuses(
                "库".repeat(700_000),
                "The document is larger than 2 MiB.",
                "Leave out the operations no integration needs, and send the rest.");
        var paths = IntStream.range(0, 501)
                .mapToObj("  /a%d: {get: {}}\n"::formatted)
                .collect(Collectors.joining());
        refuses(
                "openapi: 3.0.3\npaths:\n" + paths,
                "The document has 501 operations, and a service may have 500.",
                "Leave out the operations no integration needs, and send the rest.");
        var deep = "The document is nested more than 100 levels deep.";
        var flatter = "Move inner schemas to components/schemas, refer to them there, and send it again.";
        refuses("a: " + "[".repeat(3000) + "]".repeat(3000), deep, flatter);
        refuses("{\"a\": " + "[".repeat(3000) + "]".repeat(3000) + "}", deep, flatter);
        refuses("a: " + "[".repeat(300_000), deep, flatter);
        refuses("- ".repeat(500_000), deep, flatter);
        var digits = "The document holds a number of more than 1000 digits.";
        var asText = "Correct it or write it as text, and send the document again.";
        refuses("a: " + "9".repeat(1_000_000), digits, asText);
        var infinite = "The document holds a number that is infinite or beyond what a computer calculates with.";
        refuses("{\"a\": 1e999999999}", infinite, asText);
        refuses("a: -.inf", infinite, asText);
        refuses("{\"a\": " + "9".repeat(1_000_000) + "}", digits, asText);
    }

    @Test
    void refusesDocumentsThatGrowThroughAliases() {
        var within = new StringBuilder("a0: &a0 [x,x,x,x]\n");
        for (int n = 1; n <= 12; n++)
            within.append("a%1$d: &a%1$d [*a%2$d,*a%2$d,*a%2$d,*a%2$d]\n".formatted(n, n - 1));
        refuses(
                within.toString(),
                "The document holds more than 300,000 values.",
                "Leave out the operations no integration needs, and send the rest.");
        refuses(
                within.toString().replace("]", ",*a0,*a0]").replaceFirst(",\\*a0,\\*a0", ""),
                "The document is not one plain YAML document: it has a tag, an alias or a key that is not allowed here.",
                SEND);
        refuses(
                "a: &a [*a]",
                "The document is nested more than 100 levels deep.",
                "Move inner schemas to components/schemas, refer to them there, and send it again.");
    }

    @Test
    void refusesDocumentsThatGrowThroughReferences() {
        var bomb = new StringBuilder(
                "openapi: 3.0.3\npaths: {/a: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/s0'}}}}}}}\ncomponents:\n  schemas:\n");
        for (int n = 0; n < 15; n++) {
            bomb.append("    s%d: {type: object, properties: {".formatted(n));
            for (int p = 0; p < 10; p++) bomb.append("p%d: {$ref: '#/components/schemas/s%d'}, ".formatted(p, n + 1));
            bomb.append("}}\n");
        }
        bomb.append("    s15: {type: string}\n");
        refuses(
                bomb.toString(),
                "With its references followed, the document holds more than 100,000 fields.",
                "Leave out the operations and fields no integration needs, and send the rest.");
    }

    @Test
    void refusesReferencesItCannotFollow() {
        refuses(
                withSchema("'#/components/schemas/Missing'"),
                "The document refers to #/components/schemas/Missing, which it does not contain.",
                "Add it under components or correct the reference, and send it again.");
        refuses(
                """
                openapi: 3.0.3
                paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/p'}]}}}
                components: {parameters: {p: {$ref: '#/components/parameters/q'}, q: {$ref: '#/components/parameters/p'}}}
                """,
                "The reference #/components/parameters/p leads back to itself.",
                "Correct it and send the document again.");
    }

    @Test
    void refusesAReferenceThatNamesNothing() {
        refuses(
                "openapi: 3.0.3\npaths: {/a: {$ref: {x: y}}, /b: {get: {}}}",
                "One of its pathItems is empty.",
                "Describe or remove it, and send the document again.");
    }

    @Test
    void fetchesNothing(@TempDir Path folder) throws Exception {
        var secret = Files.writeString(folder.resolve("secret.yaml"), "type: string");
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://127.0.0.1:" + server.getAddress().getPort() + "/s.yaml";
            for (var version : List.of("3.0.3", "3.1.0"))
                for (var target : List.of(address, secret.toUri().toString(), secret.toString()))
                    for (var document : List.of(withSchema("'" + target + "'"), withPath(target)))
                        refuses(
                                document.replace("3.0.3", version),
                                "The document refers to %s, which lies outside of it and was not fetched."
                                        .formatted(target),
                                "Put everything it needs under its own components and send it again.");
        } finally {
            server.stop(0);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void refusesServerAddressesThatAreWrongWithoutRepeatingCredentials() {
        refuses(
                "openapi: 3.0.3\nservers: [{url: 'http://user:hunter2@a.test'}]\npaths: {/a: {get: {}}}",
                "One of its server addresses holds a user name or password.",
                "Remove it from the address; credentials are configured, not documented.");
        refuses(
                "openapi: 3.0.3\nservers: [{url: 'http://{{host}}:{{port}}'}]\npaths: {/a: {get: {}}}",
                "Its server address http://{{host}}:{{port}} cannot be understood.",
                "Write it as http(s)://host:port/path and send it again.");
        refuses(
                "openapi: 3.0.3\nservers: [{url: 'http://a.test/?x=y'}]\npaths: {/a: {get: {}}}",
                "Its server address http://a.test/?x=y cannot be understood.",
                "Write it as http(s)://host:port/path and send it again.");
    }

    @Test
    void keepsItsWordsWhateverTheServiceIsCalled() {
        assertThatThrownBy(() -> OpenApiServices.read("a\nb", ""))
                .hasMessage("[service a b] The document is empty. Nothing was registered. " + SEND);
    }

    private static String withPath(String reference) {
        return "openapi: 3.0.3\npaths: {/a: {get: {}}, /b: {$ref: '%s'}}".formatted(reference);
    }

    private static String withSchema(String reference) {
        return "openapi: 3.0.3\npaths: {/a: {get: {responses: {200: {content: {application/json: {schema: {$ref: %s}}}}}}}}"
                .formatted(reference);
    }

    private static void refuses(String document, String problem, String remedy) {
        assertThatThrownBy(() -> OpenApiServices.read("stock", document))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("[service stock] %s Nothing was registered. %s".formatted(problem, remedy))
                .hasNoCause();
    }
}
