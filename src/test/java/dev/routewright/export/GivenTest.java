package dev.routewright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.routewright.integration.Declined;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set about an integration that leaves is among its settings, and nothing else is. */
class GivenTest extends WithStories {
    private static final String STOCK = "routewright.services.inventory.instances";
    private static final String PATH = "src/main/resources/application.properties";

    @Test
    void whatIsGivenIsSetWhereverItLeavesFor() throws Exception {
        var given = List.of(
                "services.inventory.instances=http://a:1, https://b/x",
                "services.payment.instances=simulated",
                "routewright.data-dir=C:\\daten\\größe = 1 #x");

        var settings = new java.util.HashMap<Target, java.util.Properties>();
        for (var target : Target.values()) {
            var export = stories.exporter().export("order-en", 1, target, with(given), "test");
            var text = target == Target.CAMEL_K ? configMap(export.text("order-en.yaml")) : export.text(PATH);
            var read = new java.util.Properties();
            read.load(new StringReader(text));
            settings.put(target, read);
        }

        assertThat(settings.values()).allSatisfy(read -> assertThat(read)
                .contains(
                        Map.entry(STOCK, "http://a:1, https://b/x"),
                        Map.entry("routewright.services.payment.instances", "simulated"),
                        Map.entry("routewright.data-dir", "C:\\daten\\größe = 1 #x"))
                .doesNotContainKey("routewright.store.url"));
    }

    @Test
    void theOrderInWhichTheyAreGivenMakesNoDifferenceAndWhatIsTakenAwayWasNeverThere() {
        var one = with(List.of("data-dir=/a", "store.username=me", "ingress.rate=1", "ingress.rate="));
        var other = with(List.of("store.username=me", "routewright.data-dir=/a"));

        assertThat(yaml(one)).isEqualTo(yaml(other));
        assertThat(yaml(with(List.of("data-dir=")))).isEqualTo(yaml(Options.NONE));
    }

    @Test
    void anotherSettingIsAnotherIntegrationToCamelK() {
        assertThat(yaml(with(List.of("ingress.rate=1"))))
                .contains("environment:\n")
                .contains("- \"ROUTEWRIGHT_SET=");
        assertThat(line(with(List.of("ingress.rate=1")))).isNotEqualTo(line(with(List.of("ingress.rate=2"))));
        assertThat(yaml(Options.NONE)).doesNotContain("ROUTEWRIGHT_SET");
    }

    @Test
    void whatItDoesNotHaveIsRefusedWithWhatItHas() {
        assertThatThrownBy(() -> yaml(with(List.of("services.inventroy.instances=http://a"))))
                .isInstanceOf(Declined.class)
                .hasMessageStartingWith(
                        "routewright.services.inventroy.instances is no setting of this version; there is ")
                .hasMessageContaining(STOCK)
                .hasMessageContaining("routewright.data-dir")
                .message()
                .doesNotContain("kafka", "password", "manifest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "services.inventory.instances=ftp://a | http or https URLs without user and query",
                "services.inventory.instances=http://me:secret@a | http or https URLs without user and query",
                "services.inventory.instances=http://a,, | http or https URLs without user and query",
                "ingress.rate=many | a whole number from 0",
                "ingress.max-body=large | a size such as 10MB",
                "ingress.drain=soon | a time such as 30s",
                "cell.given-up-after=soon | a time such as 30s",
                "cell.memory=1 | ",
                "store.url=postgres | a JDBC URL without a password",
                "store.url=jdbc:postgresql://db/x?user=a&password=b | a JDBC URL without a password",
            })
    void whatASettingDoesNotTakeIsRefused(String assignment, String wanted) {
        if (wanted == null) assertThat(yaml(with(List.of(assignment)))).contains(assignment);
        else
            assertThatThrownBy(() -> yaml(with(List.of(assignment))))
                    .isInstanceOf(Declined.class)
                    .hasMessageContaining(" is not " + wanted)
                    .message()
                    .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "store.password=x",
                "services.inventory.credentials.bearer=x",
                "data-dir={{env:HOME}}",
                "data-dir=${HOME}",
                "data-dir=a\nb",
                "data dir=x",
                "=x",
                "x"
            })
    void whatCanBeNoSettingAtAllIsRefusedBeforeAnybodyIsAsked(String assignment) {
        assertThatThrownBy(() -> Given.of(List.of(assignment))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatHasToBeSetIsKnown() {
        var settings = stories.exporter().settings("order-en", 1);

        assertThat(settings)
                .filteredOn(Settable::mandatory)
                .extracting(Settable::name)
                .contains(STOCK);
        assertThat(stories.exporter().settings("kafka-device-states-en", 1))
                .filteredOn(Settable::mandatory)
                .extracting(Settable::name)
                .contains("routewright.kafka.brokers");
    }

    @Test
    void aScalerAsksTheBrokersThatAreSet() {
        var options =
                new Options(Optional.empty(), false, true, Given.of(List.of("kafka.brokers=broker.example:9093")));

        assertThat(stories.exporter().resources("kafka-device-states-en", 1, options, "test"))
                .contains("bootstrapServers: \"broker.example:9093\"")
                .contains("routewright.kafka.brokers=broker.example:9093")
                .doesNotContain("kafka:9092");
    }

    private static Options with(List<String> given) {
        return new Options(Optional.empty(), false, false, Given.of(given));
    }

    private static String yaml(Options options) {
        return stories.exporter().resources("order-en", 1, options, "test");
    }

    private static String line(Options options) {
        return yaml(options)
                .lines()
                .filter(line -> line.contains("ROUTEWRIGHT_SET"))
                .findFirst()
                .orElseThrow();
    }

    private static String configMap(String yaml) throws Exception {
        var first = new com.fasterxml.jackson.databind.ObjectMapper(
                        new com.fasterxml.jackson.dataformat.yaml.YAMLFactory())
                .readTree(yaml);
        return first.path("data").path("order-en.properties").asText();
    }
}
