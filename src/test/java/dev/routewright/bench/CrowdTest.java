package dev.routewright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.routewright.knowledge.OpenApiServices;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdTest {
    @Test
    void isTheSameEveryTime() {
        var once = crowd(20, List.of());
        var again = crowd(20, List.of());

        assertThat(once.toString().replaceAll(":237\\d\\d/", ""))
                .isEqualTo(again.toString().replaceAll(":237\\d\\d/", ""));
    }

    @Test
    void everyServiceIsOneTheProductCanReadWithTwoToFourOperations() {
        for (var i : IntStream.iterate(0, i -> i < 205, i -> i + 7).toArray()) {
            var member = CrowdService.number(i);
            var service = OpenApiServices.read(member.name(), Text.json(member.document("http://127.0.0.1:1/x")));
            assertThat(service.operations()).as(member.name()).hasSizeBetween(2, 4);
        }
    }

    @Test
    void twoHundredHaveNamesOfTheirOwnAndHalfOfThemSpeakChinese() {
        var documents = crowd(200, List.of());

        assertThat(documents).hasSize(200);
        assertThat(documents.values().stream()
                        .filter(one -> one.at("/info/title").textValue().matches(".*\\p{IsHan}.*")))
                .hasSizeBetween(80, 120);
    }

    @Test
    void leavesTheNamesOfTheCasesToThem() {
        var taken = CrowdService.number(0).name();

        assertThat(crowd(5, List.of(aCaseWith(taken)))).hasSize(5).doesNotContainKey(taken);
    }

    @Test
    void canBeCalledAndIsSeenBeingCalled() throws Exception {
        var calls = new Calls();
        try (var crowd = new Crowd(1, List.of(), new Ports(23750).free(), calls)) {
            var document = crowd.documents().values().iterator().next();
            var server = document.at("/servers/0/url").textValue();
            var path = document.get("paths").fieldNames().next().replace("{number}", "7");

            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(server + path)).build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(calls.all()).extracting(Call::name).containsExactly("crowd.findBook");
        }
    }

    private static Map<String, JsonNode> crowd(int size, List<BenchCase> cases) {
        try (var crowd = new Crowd(size, cases, new Ports(23700).free(), new Calls())) {
            return crowd.documents();
        }
    }

    private static BenchCase aCaseWith(String service) {
        var nothing = MissingNode.getInstance();
        return new BenchCase(
                "case", nothing, Map.of(), Map.of(service, nothing), nothing, nothing, List.of(), nothing, List.of());
    }
}
