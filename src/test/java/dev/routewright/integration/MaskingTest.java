package dev.routewright.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskingTest {
    private static final Map<String, String> FORM =
            Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8");
    private final Masks masks = new Masks(List.of("*password*", "token*", "cardNumber", "cvv", "x-api-key"));
    private final Unmasking unmasking = new Unmasking(masks);

    private String shown(String body, Map<String, String> headers) {
        return String.valueOf(ShownBody.of(headers, body.getBytes(StandardCharsets.UTF_8), masks)
                .text());
    }

    private String shown(String body) {
        return shown(body, Map.of());
    }

    @Test
    void masksMembersAtAnyDepthAndWhateverTheyHold() {
        assertThat(shown("[{\"a\":{\"Card_Number\":4111,\"cvv\":null,\"b\":1.10}},{\"oldPassword\":{\"x\":[1]}}]"))
                .isEqualTo("[{\"a\":{\"Card_Number\":\"•••\",\"cvv\":null,\"b\":1.10}},{\"oldPassword\":\"•••\"}]");
    }

    @Test
    void leavesWhatHoldsNothingToMaskAsItWasWritten() {
        var body = "{ \"a\" : 1.0,\n \"pass\": \"word\" }";

        assertThat(shown(body)).isEqualTo(body);
    }

    @Test
    void masksFieldsOfFormsHoweverTheyAreWritten() {
        assertThat(shown("a=1&pass%77ord=x&token_id=y%20z&b=2", FORM)).isEqualTo("a=1&pass%77ord=•••&token_id=•••&b=2");
    }

    @Test
    void masksWhatStandsBehindANameInOtherText() {
        assertThat(shown("user: a\npassword: my long one\nx: y")).isEqualTo("user: a\npassword: •••\nx: y");
        assertThat(shown("{\"password\": \"a\\\"b\", \"x\": ")).isEqualTo("{\"password\": \"•••\", \"x\": ");
        assertThat(shown("<o cvv='123'><s:password kind=\"x\">geheim</s:password><n>1</n></o>"))
                .isEqualTo("<o cvv='•••'><s:password kind=\"x\">•••</s:password><n>1</n></o>");
    }

    @Test
    void masksHeaders() {
        assertThat(masks.headers(Map.of("X_API_KEY", "k", "X-Order", "o")))
                .isEqualTo(Map.of("X_API_KEY", "•••", "X-Order", "o"));
    }

    @Test
    void showsTheBeginningOfWhatIsLongAndBinaryAsBase64() {
        var cut = ShownBody.of(Map.of(), "x".repeat(70_000).getBytes(StandardCharsets.UTF_8), masks);
        assertThat(cut.cut()).isTrue();
        assertThat(cut.text()).hasSize(65_536);
        assertThat(ShownBody.of(Map.of(), new byte[] {(byte) 0xff, 0}, masks))
                .isEqualTo(new ShownBody("/wA=", "base64", false));
    }

    @Test
    void isQuickWithHostileText() {
        for (var part : List.of("a:", "<a ", "password=\"", "<password>", "a.b-c", "'\\"))
            assertThat(shown(part.repeat(10_000_000 / part.length()))).isNotEmpty();
    }

    @Test
    void aMaskThatIsLeftKeepsTheStoredValue() {
        var stored = "{\"n\":1,\"l\":[{\"cvv\":\"1\"},{\"cvv\":\"2\"}],\"password\":{\"a\":1}}";

        assertThat(unmasking.body(
                        "{\"n\":2,\"l\":[{\"cvv\":\"•••\"},{\"cvv\":\"9\"}],\"password\":\"•••\"}", stored, Map.of()))
                .isEqualTo("{\"n\":2,\"l\":[{\"cvv\":\"1\"},{\"cvv\":\"9\"}],\"password\":{\"a\":1}}");
        assertThat(unmasking.body("cvv=•••&a=2&cvv=3", "cvv=1&cvv=2&a=1", FORM)).isEqualTo("cvv=1&a=2&cvv=3");
        assertThat(unmasking.body("password: •••", "password: x", Map.of())).isEqualTo("password: x");
        assertThat(unmasking.headers(Map.of("x-api-key", "•••", "a", "b"), Map.of("X-Api-Key", "k")))
                .isEqualTo(Map.of("x-api-key", "k", "a", "b"));
    }

    @Test
    void aSecretIsNeverPutWhereItWasNot() {
        assertThatThrownBy(() -> unmasking.body("[{\"cvv\":\"•••\"}]", "[{\"cvv\":\"1\"},{\"cvv\":\"2\"}]", Map.of()))
                .hasMessage(
                        "The member “/0/cvv” is masked, and the kept message has no value at that place. Nothing was "
                                + "changed. Write the value itself.");
        assertThatThrownBy(() -> unmasking.body("password: •••\nx: 1", "password: x", Map.of()))
                .isInstanceOf(Declined.class);
        assertThatThrownBy(() -> unmasking.headers(Map.of("cvv", "•••"), Map.of()))
                .isInstanceOf(Declined.class);
    }
}
