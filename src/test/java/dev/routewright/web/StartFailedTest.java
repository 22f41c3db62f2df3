package dev.routewright.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

class StartFailedTest {
    @TempDir
    Path home;

    @Test
    void aPortInUseIsSaidInASentence() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(sentence("--server.port=" + other.getLocalPort()))
                    .isEqualTo(("[port %d] another program is using it. Nothing was started; that program goes on "
                                    + "undisturbed. Stop it, or choose another port with server.port.")
                            .formatted(other.getLocalPort()));
        }
    }

    @Test
    void aModelThatIsNotNamedIsSaidInASentence() {
        assertThat(sentence("--routewright.model.provider=openai"))
                .isEqualTo(
                        "[routewright.model.name] The provider openai needs the name of a model. Nothing was started. "
                                + "docs/configuration.md says what it may be.");
    }

    @Test
    void aTimeForDraftingThatIsTooShortForTheModelIsSaidInASentence() {
        assertThat(sentence(
                        "--routewright.model.provider=ollama",
                        "--routewright.model.name=m",
                        "--routewright.drafting.time-limit=60s"))
                .isEqualTo(
                        "[routewright.drafting.time-limit] It is shorter than routewright.model.timeout, so the model "
                                + "could not end its answer. Nothing was started. docs/configuration.md says what it may be.");
    }

    @Test
    void aValueThatIsNotUsableNamesItsSetting() {
        assertThat(sentence("--routewright.drafting.at-once=0"))
                .isEqualTo(
                        "[routewright.drafting.at-once] “0” must be greater than or equal to 1. Nothing was started. "
                                + "docs/configuration.md says what it may be.");
        assertThat(sentence("--routewright.approval.api=always"))
                .isEqualTo(
                        "[routewright.approval.api] its value is not usable. Nothing was started. docs/configuration.md "
                                + "says what it may be.");
    }

    @Test
    void aPortThatIsNoneOrIsWantedTwiceIsSaidInASentence() {
        assertThat(sentence("--server.port=99999"))
                .isEqualTo("[server.port] 99999 is not a port. Nothing was started. docs/configuration.md says what it "
                        + "may be.");
        assertThat(sentence("--server.port=8090"))
                .isEqualTo(
                        "[routewright.ingress.port] 8090 is the port of the control plane (server.port). Nothing was "
                                + "started. docs/configuration.md says what it may be.");
    }

    @Test
    void aDataDirectoryThatIsNoneIsSaidInASentence() throws Exception {
        var file = Files.writeString(home.resolve("file"), "");

        assertThat(sentence("--routewright.data-dir=" + file))
                .startsWith("[data directory " + file
                        + "] it cannot be written: it is read-only, full, or not a directory.");
    }

    private String sentence(String... settings) {
        var arguments = new ArrayList<>(List.of(
                "--spring.profiles.active=fakes",
                "--server.port=0",
                "--routewright.data-dir=" + home.resolve("data"),
                "--routewright.routes=" + home.resolve("routes"),
                "--routewright.kamelets=" + home.resolve("kamelets")));
        for (var setting : settings) {
            arguments.removeIf(one -> one.split("=")[0].equals(setting.split("=")[0]));
            arguments.add(setting);
        }
        var application = new SpringApplication(RoutewrightApplication.class, ControlPlaneTest.Fakes.class);
        return catchThrowableOfType(
                        StartFailed.class,
                        () -> RoutewrightApplication.start(application, arguments.toArray(String[]::new)))
                .getMessage();
    }
}
