package dev.routewright.drafting.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.drafting.credential.Bindings.Bound;
import dev.routewright.route.Question;
import dev.routewright.route.Service;
import dev.routewright.route.Service.Security;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingsTest {
    private static final Service LIBRARY = service("library", "City library", Security.header("X-Reader-Key"));
    private static final Service PARKING = service("car-park", "停车场服务", Security.BEARER);
    private static final Service MUSEUM = service("museum", "Museum API");
    private static final List<Service> ALL = List.of(LIBRARY, PARKING, MUSEUM);

    @Test
    void bindToTheServiceTheSentenceNames() {
        assertThat(bound("The museum wants the key [credential 1] in the header X-Api-Key."))
                .containsExactly(new Bound(1, "museum", Security.header("X-Api-Key")));
        assertThat(bound("The city library needs the key [credential 1]."))
                .containsExactly(new Bound(1, "library", Security.header("X-Reader-Key")));
        assertThat(bound("停车场要求令牌 [credential 1]。")).containsExactly(new Bound(1, "car-park", Security.BEARER));
        assertThat(bound("Ask the car park with the X-Gate header set to [credential 1]."))
                .containsExactly(new Bound(1, "car-park", Security.header("X-Gate")));
        assertThat(bound("Call the museum with the query parameter `appid` [credential 1]."))
                .containsExactly(new Bound(1, "museum", Security.query("appid")));
    }

    @Test
    void bindToTheServiceOfTheSentenceBefore() {
        assertThat(bound("Fetch the books from the library. Its key is [credential 1]."))
                .containsExactly(new Bound(1, "library", Security.header("X-Reader-Key")));
    }

    @Test
    void bindToTheOnlyServiceThatAsksForThatHeader() {
        assertThat(bound("系统要求在请求头 X-Reader-Key 里带密钥 [credential 1]。"))
                .containsExactly(new Bound(1, "library", Security.header("X-Reader-Key")));
        assertThat(bound("Use the bearer token [credential 1]."))
                .containsExactly(new Bound(1, "car-park", Security.BEARER));
    }

    @Test
    void knowUserAndPassword() {
        assertThat(bound("Log in to the museum as user reader with the password [credential 1]."))
                .containsExactly(new Bound(1, "museum", Security.BASIC));
    }

    @Test
    void askWhenTheServiceIsNotClear() {
        var bindings = Bindings.of("The key is [credential 1].", Map.of(), ALL);

        assertThat(bindings.bound()).isEmpty();
        assertThat(bindings.questions())
                .containsExactly(new Question(
                        "credential-1",
                        1,
                        "“The key is [credential 1].”: which service is [credential 1] for, and in which header does it go?",
                        List.of()));
    }

    @Test
    void askInChineseWhereItGoes() {
        assertThat(Bindings.of("museum 的密钥是 [credential 1]。", Map.of(), ALL).questions())
                .extracting(Question::text)
                .containsExactly("“museum 的密钥是 [credential 1]。”：[credential 1] 应放在哪个请求头或查询参数里？");
    }

    @Test
    void followAnAnswer() {
        assertThat(Bindings.of("The key is [credential 1].", Map.of("credential-1", "museum, header X-Key"), ALL)
                        .bound())
                .containsExactly(new Bound(1, "museum", Security.header("X-Key")));
    }

    @Test
    void takeNoHeaderThatSteersTheConnection() {
        assertThat(Bindings.of("The museum wants [credential 1] in the header Host.", Map.of(), ALL)
                        .questions())
                .hasSize(1);
    }

    private static List<Bound> bound(String text) {
        var bindings = Bindings.of(text, Map.of(), ALL);
        assertThat(bindings.questions()).isEmpty();
        return bindings.bound();
    }

    private static Service service(String name, String title, Security... security) {
        return new Service(name, title, "", List.of(), List.of(), false, List.of(security));
    }
}
