package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.camel.Manifest;
import dev.routewright.camel.RoutewrightPlugin;
import dev.routewright.camel.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.spi.ContextServicePlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests at an integration that has left for Spring Boot: its servlet would unpack and keep them, and read forms. */
class BootDoorIT {
    private static final String ORDER = "{\"orderId\":\"O+1&x=%41\",\"userId\":\"U-1\"}";
    private static final byte[] MEGABYTE = new byte[1 << 20];

    @TempDir
    Path home;

    @Test
    void aRequestIsReadAsItCameAndNoFurtherThanItMay() throws Exception {
        try (var services = new Services();
                var boot = start(services)) {
            services.play(Documents.yaml("{}"));
            var trades = URI.create("http://127.0.0.1:" + port(boot) + "/trades");

            assertThat(post(
                            trades,
                            BodyPublishers.ofString(ORDER),
                            "Content-Type",
                            "application/x-www-form-urlencoded"))
                    .isEqualTo(200);
            assertThat(services.script.calls("order-processing.placeOrder").toString())
                    .contains("O+1&x=%41");
            assertThat(post(
                            trades,
                            BodyPublishers.ofByteArray(packed(ORDER)),
                            "Content-Type",
                            "application/json",
                            "Content-Encoding",
                            "gzip"))
                    .isEqualTo(400);
            assertThat(flood(trades)).isIn(413, 0);
            assertThat(post(trades, BodyPublishers.ofString(ORDER), "Content-Type", "application/json"))
                    .isEqualTo(200);
        }
    }

    /** More than the heap holds, without saying how much. @return 0 when the connection was closed before it was sent */
    private static int flood(URI uri) throws InterruptedException {
        try {
            return post(uri, BodyPublishers.ofByteArrays(Collections.nCopies(400, MEGABYTE)), "X-Flood", "1");
        } catch (IOException closed) {
            return 0;
        }
    }

    private static int post(URI uri, BodyPublisher body, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).headers(headers).POST(body).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static byte[] packed(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write(text.getBytes());
        }
        return packed.toByteArray();
    }

    private Child start(Services services) throws IOException {
        Story.told("trading.en.md").writeTo(home);
        var found = home.resolve("found/META-INF/services/" + ContextServicePlugin.class.getName());
        Files.createDirectories(found.getParent());
        Files.writeString(found, RoutewrightPlugin.class.getName());
        var jvm = new ArrayList<>(List.of(
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Xbootclasspath/a:" + home.resolve("found"),
                "-Dcamel.main.routes-include-pattern=file:" + home.resolve("camel") + "/*.yaml",
                "-Dcamel.component.kamelet.location=file:" + home.resolve("kamelets"),
                "-D%s=file:%s".formatted(Setting.MANIFEST.property(), home.resolve(Manifest.PLACE)),
                "-D%s=%s".formatted(Setting.DATA_DIR.property(), home.resolve("data"))));
        services.all().forEach((name, stub) -> jvm.add("-D%s=%s".formatted(Setting.instances(name), stub.url())));
        return Child.start(ExportedOnBoot.class, jvm);
    }

    private static String port(Child boot) throws IOException {
        while (true) {
            var line = boot.hear();
            if (line.startsWith("port ")) return line.substring(5);
        }
    }
}
