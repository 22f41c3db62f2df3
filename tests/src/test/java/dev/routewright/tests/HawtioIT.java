package dev.routewright.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at Hawtio, in a real browser: signs in, looks at a route after traffic, asks an MBean, signs out. */
class HawtioIT {
    private static final String HELLO = """
            - route:
                id: hello
                from:
                  uri: platform-http:/hello
                  parameters: {httpMethodRestrict: POST}
                  steps:
                    - setVariable: {id: message-in, name: message, jq: {expression: "."}}
                    - setBody: {id: greeting, jq: '{said: "hello"}'}
            """;

    private static final String TRACED =
            "[...document.querySelectorAll('#route-message-table td')].some(cell => cell.innerText === 'greeting')";

    /** Hawtio draws the table anew when something is chosen, and only then. */
    private static final String CHOOSE_ANOTHER =
            "(steps => steps[(window.turn = (window.turn || 0) + 1) % steps.length]"
                    + ".click())([...document.querySelectorAll('.react-flow__node')])";

    @TempDir
    Path home;

    @TempDir
    Path profile;

    @Test
    void aPersonSignsInLooksAtARouteAfterTrafficAndAsksAnMBean() throws Exception {
        assumeTrue(Browser.installed().isPresent(), "No Chromium is installed, so nobody looks at Hawtio's pages.");
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/hello.camel.yaml"), HELLO);
        try (var app = App.start(home, List.of("kamelets"));
                var browser = Browser.start(profile)) {
            // Printed when what lies in the folder is live.
            var password = app.password();
            for (int i = 0; i < 7; i++)
                assertThat(app.call("POST", "/hello", "{}").status()).isEqualTo(200);

            signIn(browser, app, password);
            diagram(browser);
            profile(browser, app);
            trace(browser, app);
            evidence(browser);
            pause(browser, app);

            browser.open(app.control("/hawtio/auth/logout"));
            browser.awaitText("You are signed out.");
            assertThat(browser.complaints())
                    .as("what scripts and the network complained about")
                    .isEmpty();
        }
    }

    private static void signIn(Browser browser, App app, String password) {
        browser.open(app.control("/hawtio/"));
        browser.type("#password", "a guess");
        browser.click("button");
        browser.awaitText("The name or the password is wrong.");
        browser.type("#password", password);
        browser.click("button");
        browser.await("location.pathname.startsWith('/hawtio/camel')");
    }

    /** Figures come with the next look Hawtio takes by itself. */
    private static void diagram(Browser browser) {
        // Hawtio begins with the first context unfolded.
        browser.awaitText("greeting");
        browser.clickText("[id^='org.apache.camel-CamelContexts-hello-routes-'] button", "hello");
        browser.clickText("#camel-content a", "Route Diagram");
        browser.await("[...document.querySelectorAll('.react-flow__node')].some(node => "
                + "node.innerText.includes('greeting') && /(^|\\s)7(\\s|$)/.test(node.innerText))");
    }

    /** It goes on by itself. */
    private static void profile(Browser browser, App app) {
        browser.clickText("#camel-content a", "Profile");
        browser.await("[...document.querySelectorAll('#camel-content td')].some(cell => cell.innerText === '7')");
        app.call("POST", "/hello", "{}");
        browser.await("[...document.querySelectorAll('#camel-content td')].some(cell => cell.innerText === '8')");
    }

    private static void trace(Browser browser, App app) {
        browser.clickText("#camel-content a", "Trace");
        browser.clickText("button", "Start Tracing");
        browser.awaitText("Stop Tracing");
        // The page says so before the trace has begun, so one message may not be enough.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    app.call("POST", "/hello", "{\"password\":\"swordfish\",\"who\":\"me\"}");
                    browser.value(CHOOSE_ANOTHER);
                    return browser.value(TRACED).equals("true");
                });
        assertThat(browser.value("document.body.innerText")).doesNotContain("swordfish");
        browser.clickText("button", "Stop Tracing");
    }

    private static void evidence(Browser browser) {
        browser.clickText("nav a", "JMX");
        browser.click("[id='dev.routewright-folder'] button");
        browser.click("[id='dev.routewright-Integration-folder'] button");
        browser.clickText("[id='dev.routewright-Integration-hello'] button", "hello");
        browser.awaitText("LatestStatus");
        browser.clickText("a", "Operations");
        browser.click("[aria-labelledby='operation evidence(int) ex-toggle1']");
        browser.awaitText("Number of the version; 0 for the latest.");
        browser.click("[id='operation-execute-evidence(int)'] button[type=submit]");
        browser.awaitText("# Rehearsal of hello, version 1");
    }

    /** Hawtio sends it twice. */
    private static void pause(Browser browser, App app) {
        browser.click("[aria-labelledby='operation pause() ex-toggle1']");
        browser.click("[id='operation-execute-pause()'] button[type=submit]");
        browser.awaitText("hello is paused.");
        assertThat(app.get("/api/journal?limit=100").get("entries"))
                .filteredOn(entry -> entry.path("what").asText().equals("pause"))
                .hasSize(1)
                .allSatisfy(entry -> assertThat(entry.path("who").asText()).isEqualTo("jmx:admin"));
    }
}
