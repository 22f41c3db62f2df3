package dev.routewright.cell;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.services.ServiceRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as people have them, read by routes inspection has nothing against. */
class FileContentsTest {
    @TempDir
    Path files;

    Runtime runtime;

    @BeforeEach
    void start() {
        runtime = new Runtime(files);
        runtime.stock.stubFor(any(anyUrl()).willReturn(okJson("{\"available\":3}")));
        runtime.stock.stubFor(
                get(urlPathEqualTo("/stock/X1")).willReturn(aResponse().withStatus(404)));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void quotedCellsAndDecimalCommas() throws Exception {
        read(
                "q.csv",
                "name;note;price\n\"Meier; Sohn\";\"says \"\"hi\"\"\";\"1.234,50\"\nPlain;;2,5\n",
                "",
                """
                - unmarshal: {id: cells, csv: {delimiter: ";", useMaps: true}}
                - setVariable: {id: rows, name: rows, jq: .}
                - setBody: {id: out, jq: 'variable("rows") | map({name, note, price: (.price | gsub("[.]"; "") | sub(","; ".") | tonumber)})'}
                - to: {id: write, uri: "file:out", parameters: {fileName: "${file:onlyname.noext}.json"}}
                """);

        assertThat(written("out/q.json"))
                .isEqualTo("[{\"name\":\"Meier; Sohn\",\"note\":\"says \\\"hi\\\"\",\"price\":1234.5},"
                        + "{\"name\":\"Plain\",\"note\":\"\",\"price\":2.5}]");
    }

    @Test
    void aHeadingWithWindowsLineEndsAndAnEmptyLine() throws Exception {
        read(
                "w.csv",
                "sku;qty\r\nA;1\r\n\r\nB;2\r\n",
                "",
                """
                - unmarshal: {id: cells, csv: {delimiter: ";", useMaps: true}}
                - split:
                    id: each
                    jq: .
                    aggregationStrategy: "#routewright.groupBodies"
                    steps:
                      - setBody: {id: row, jq: '{sku: .sku, qty: (.qty | tonumber)}'}
                - to: {id: write, uri: "file:out", parameters: {fileName: "${file:name}"}}
                """);

        assertThat(written("out/w.csv")).isEqualTo("[{\"sku\":\"A\",\"qty\":1},{\"sku\":\"B\",\"qty\":2}]");
    }

    @Test
    void chineseInNamesAndLinesThatAreAppended() throws Exception {
        read(
                "茶.csv",
                "名称;数量\n茶叶;3\n咖啡;5\n",
                "",
                """
                - setVariable: {id: lines, name: lines, jq: 'split("\\n")[1:] | map(select(. != ""))'}
                - split:
                    id: each
                    jq: variable("lines")
                    steps:
                      - setVariable: {id: cells, name: cells, jq: split(";")}
                      - setBody: {id: line, jq: '"\\(variable("cells")[0]) x \\(variable("cells")[1])\\n"'}
                      - to: {id: write, uri: "file:out", parameters: {fileName: "全部-${file:onlyname.noext}.txt", fileExist: Append}}
                """);
        await().until(() -> Files.exists(files.resolve("in/.done/茶.csv")));

        assertThat(written("out/全部-茶.txt")).isEqualTo("茶叶 x 3\n咖啡 x 5\n");
    }

    @Test
    void attributesAndElementsOfXmlEachWithAFateOfItsOwn() throws Exception {
        read(
                "o.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><order id=\"7\"><customer name=\"Jörg &amp; Söhne\"/>"
                        + "<item sku=\"A\" qty=\"2\">茶</item><item sku=\"X1\" qty=\"1\"/></order>",
                "",
                """
                - setVariable: {id: number, name: order, xpath: {expression: string(/order/@id), resultType: String}}
                - setVariable: {id: customer, name: customer, xpath: {expression: string(/order/customer/@name), resultType: String}}
                - split:
                    id: each
                    xpath: /order/item
                    aggregationStrategy: "#routewright.groupBodies"
                    steps:
                      - setVariable: {id: sku, name: sku, xpath: {expression: string(/item/@sku), resultType: String}}
                      - setVariable: {id: qty, name: qty, xpath: {expression: /item/@qty, resultType: Integer}}
                      - setVariable: {id: text, name: text, xpath: {expression: string(/item), resultType: String}}
                      - doTry:
                          id: look-try
                          steps:
                            - setVariable: {id: look-input, name: look-input, jq: '{sku: variable("sku")}'}
                            - to: {id: look, uri: "kamelet:stock-getStock", variableSend: look-input, variableReceive: stock}
                            - setBody: {id: there, jq: '{qty: variable("qty"), text: variable("text")}'}
                          doCatch:
                            - id: look-failed
                              exception: [java.lang.Exception]
                              steps:
                                - setBody: {id: not-there, jq: '{sku: variable("sku"), status: variable("failure").status}'}
                - setVariable: {id: items, name: items, jq: .}
                - setBody: {id: out, jq: '{order: variable("order"), customer: variable("customer"), items: variable("items")}'}
                - to: {id: write, uri: "file:out", parameters: {fileName: "${file:onlyname.noext}.json"}}
                """);

        assertThat(written("out/o.json"))
                .isEqualTo("{\"order\":\"7\",\"customer\":\"Jörg & Söhne\",\"items\":"
                        + "[{\"qty\":2,\"text\":\"茶\"},{\"sku\":\"X1\",\"status\":404}]}");
    }

    @Test
    void whatIsReadMovesToAFolderOfTheDataFolderAndGivesOthersItsName() throws Exception {
        read(
                "a.json",
                "{\"sku\":\"A\"}",
                ", move: \"/archive/ok/${date:now:yyyyMMdd}-${file:name}\", moveFailed: \"/archive/bad/${file:name}\"",
                """
                - setVariable: {id: look-input, name: look-input, jq: '{sku}'}
                - to: {id: look, uri: "kamelet:stock-getStock", variableSend: look-input, variableReceive: stock}
                - setBody: {id: out, jq: header("CamelFileName")}
                - to: {id: one, uri: "file:out", parameters: {fileName: "1-${file:name}"}}
                - to: {id: two, uri: "file:out", parameters: {fileName: "2-${file:onlyname}"}}
                - to: {id: three, uri: "file:out", parameters: {fileName: "3-${file:name.noext}.${file:name.ext}"}}
                - to: {id: four, uri: "file:out/same"}
                """);
        Files.writeString(files.resolve("in/b.json"), "{\"sku\":\"X1\"}");
        var day = LocalDate.now().format(DateTimeFormatter.BASIC_ISO_DATE);
        await().until(() -> Files.exists(files.resolve("archive/bad/b.json")));

        assertThat(written("archive/ok/" + day + "-a.json")).isEqualTo("{\"sku\":\"A\"}");
        for (var name : new String[] {"1-a.json", "2-a.json", "3-a.json", "same/a.json"})
            assertThat(written("out/" + name)).isEqualTo("a.json");
        assertThat(files.resolve("in")).isDirectoryNotContaining("glob:**.json");
        assertThat(runtime.kept).extracting(CellRuntime.Failure::step).containsExactly("look");
    }

    private void read(String name, String content, String options, String steps) throws Exception {
        var yaml = """
                - route:
                    id: reading
                    from:
                      uri: file:in
                      parameters: {initialDelay: 0, delay: 1000%s}
                      steps:
                %s""".formatted(options, steps.indent(8));
        var known = runtime.services.all().stream()
                .map(ServiceRegistry.Registered::service)
                .toList();
        var report = new Inspector(Policy.standard()).inspect(yaml, known);
        assertThat(report.findings()).isEmpty();
        Files.createDirectories(files.resolve("in"));
        Files.writeString(files.resolve("in").resolve(name), content);
        runtime.cells.switchTo(Runtime.version("reading", 1, yaml, report.grant()));
    }

    private String written(String name) throws IOException {
        await().until(() -> Files.exists(files.resolve(name)) && Files.size(files.resolve(name)) > 0);
        return Files.readString(files.resolve(name));
    }
}
