package dev.routewright.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A Chromium without a window, steered over its own DevTools protocol: nothing else has to be installed. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Process process, URI page) throws Exception {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Listener())
                .get(30, TimeUnit.SECONDS);
    }

    /** Where it is installed, when it is. */
    static Optional<Path> installed() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> Path.of("/usr/bin", name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param profile a folder of its own */
    static Browser start(Path profile) throws Exception {
        var command = new ArrayList<>(List.of(
                installed().orElseThrow().toString(),
                "--headless=new",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--window-size=1280,800",
                "--force-device-scale-factor=1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
        // Root has no sandbox to give.
        if (System.getProperty("user.name").equals("root")) command.add("--no-sandbox");
        command.add("about:blank");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("browser.log").toFile())
                .start();
        try {
            return new Browser(process, page(profile, process));
        } catch (Exception | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** The browser writes its port down once it listens. */
    private static URI page(Path profile, Process process) throws Exception {
        var file = profile.resolve("DevToolsActivePort");
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end && process.isAlive(); pause()) {
            if (!Files.exists(file) || Files.readString(file).lines().count() < 2) continue;
            var port = Files.readString(file).lines().findFirst().orElseThrow();
            for (var target : JSON.readTree(
                    URI.create("http://127.0.0.1:" + port + "/json/list").toURL()))
                if (target.path("type").asText().equals("page"))
                    return URI.create(target.path("webSocketDebuggerUrl").asText());
        }
        throw new AssertionError("The browser did not start: " + Files.readString(profile.resolve("browser.log")));
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void heard(String text) {
        try {
            var message = JSON.readTree(text);
            if (message.has("id")) {
                var waiting = asked.remove(message.get("id").asInt());
                if (waiting != null) waiting.complete(message);
            } else if (message.path("method").asText().equals("Log.entryAdded"))
                complaints.add(message.at("/params/entry/text").asText() + " "
                        + message.at("/params/entry/url").asText());
            else if (message.path("method").asText().equals("Runtime.exceptionThrown"))
                complaints.add(message.at("/params/exceptionDetails").toString());
        } catch (IOException e) {
            complaints.add(String.valueOf(e));
        }
    }

    private JsonNode ask(String method, Map<String, ?> parameters) {
        int number = numbers.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        asked.put(number, answer);
        try {
            socket.sendText(JSON.writeValueAsString(Map.of("id", number, "method", method, "params", parameters)), true)
                    .get(30, TimeUnit.SECONDS);
            return answer.get(60, TimeUnit.SECONDS).path("result");
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("The browser does not answer to " + method, e);
        }
    }

    void open(URI address) {
        ask("Log.enable", Map.of());
        ask("Runtime.enable", Map.of());
        ask("Page.navigate", Map.of("url", address.toString()));
    }

    /** The value of an expression in the page, as text. */
    String value(String expression) {
        var result =
                ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        return result.at("/result/value").asText("");
    }

    /** Goes on as soon as an expression holds. */
    void await(String expression) {
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; pause())
            if (value("!!(" + expression + ")").equals("true")) return;
        throw new AssertionError("It did not come to %s at %s:\n%s\n%s"
                .formatted(expression, value("location.href"), value("document.body.innerText"), complaints));
    }

    void awaitText(String text) {
        await("document.body && document.body.innerText.includes(" + quoted(text) + ")");
    }

    void type(String selector, String text) {
        await("document.querySelector(" + quoted(selector) + ")");
        value("document.querySelector(" + quoted(selector) + ").focus()");
        ask("Input.insertText", Map.of("text", text));
    }

    void click(String selector) {
        var one = "document.querySelector(" + quoted(selector) + ")";
        await(one);
        value(one + ".click()");
    }

    /** Clicks the innermost thing that shows exactly this. @param among a selector */
    void clickText(String among, String text) {
        var one = "[...document.querySelectorAll(%s)].filter(e => e.innerText && e.innerText.trim() === %s).at(-1)"
                .formatted(quoted(among), quoted(text));
        await(one);
        value(one + ".click()");
    }

    /** What scripts and the network complained about. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void screenshot(Path file) throws IOException {
        var picture = ask("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(picture));
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Between two looks at a process that tells nobody when it is done. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
