package dev.routewright.drafting.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "The helpdesk wants the key HD-KEY-123 in the header X-Api-Key. | HD-KEY-123",
                "客服系统要求在请求头 X-Api-Key 里带密钥 HD-KEY-123。 | HD-KEY-123",
                "Send X-Api-Key: 9f8a-77b2 with every call. | 9f8a-77b2",
                "The header X-Museum-Token has to be set to m0na-l1sa! | m0na-l1sa",
                "Call the archive with Authorization: Bearer abc123def456. | abc123def456",
                "Use the bearer token “tok-778899-xyz” for the library. | tok-778899-xyz",
                "The parking service needs an API key (pk77-aa-33). | pk77-aa-33",
                "Its password is `swordfish`. | swordfish",
                "图书馆接口的令牌是 LIB-2024-abcd，请放在请求头里。 | LIB-2024-abcd",
                "密码：Winter2026!x9，不要写进日志。 | Winter2026!x9",
                "访问气象服务需要在查询参数 appid 里带上密钥「w3ather-77」。 | w3ather-77",
                "Use 77-abc-88 as the API key of the greenhouse. | 77-abc-88",
                "以 77-abc-88 作为密钥调用 API。 | 77-abc-88",
                "Post to it with sk-proj-abcdefghijklmnop1234567890 please. | sk-proj-abcdefghijklmnop1234567890",
                "token ghp_abcdefghijklmnopqrstuvwxyz0123456789 | ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "Fetch https://reader:s3cr3t@library.example/books every hour. | reader:s3cr3t",
                "Log in as user reader with the password s3cr3t every time. | reader:s3cr3t",
                "用户名 reader，密码 s3cr3t。 | reader:s3cr3t",
                "Authorization: Basic cmVhZGVyOnMzY3IzdA== | reader:s3cr3t",
                "The secret is 4f9d0c2b8a7e6f5d4c3b2a1908f7e6d5. | 4f9d0c2b8a7e6f5d4c3b2a1908f7e6d5",
            })
    void takesOut(String text, String value) {
        var found = Extraction.of(text);

        assertThat(found.credentials()).extracting(Credential::value).containsExactly(value);
        assertThat(found.text()).contains("[credential 1]").doesNotContain(value.substring(value.indexOf(':') + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Publish it to the topic orders with the orderId as the key.",
                "Use the header Idempotency-Key with the value of orderNo.",
                "The Kafka message has the key ORD-1001.",
                "A message like {\"token\": \"tok_12345\", \"password\": \"abc123\"} comes in at POST /login.",
                "If the token is invalid, answer 401.",
                "If the password is missing, answer 400 with {\"error\": \"password missing\"}.",
                "The header X-Api-Key is required.",
                "The key is the field customerId of the message.",
                "Wait 30s, then ask GET /status/{id} with the API again, three times, 500ms apart.",
                "以 orderNo 作为幂等键，消息的 key 是 ORD-1001。",
                "密码错误时返回 401。",
                "Look the value up under the key rate-EUR2USD in memory.",
                "POST /tokens issues a token for card 4111.",
                "每天 08:30 从 https://library.example/books?page=2 读取数据。",
                "The runtime adds [credential 1] to the header X-Api-Key.",
            })
    void leavesAlone(String text) {
        assertThat(Extraction.of(text).text()).isEqualTo(text);
    }

    @Test
    void numbersEachValueOnceInTheOrderOfTheText() {
        var found = Extraction.of("API key: aa-11-bb for one. API key: cc-22-dd for two. Again the API key aa-11-bb.");

        assertThat(found.text())
                .isEqualTo("API key: [credential 1] for one. API key: [credential 2] for two. Again the API key"
                        + " [credential 1].");
    }

    @Test
    void takesAWholePrivateKey() {
        var key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAK\n-----END RSA PRIVATE KEY-----";

        assertThat(Extraction.of("Sign with\n" + key + "\nplease.").text())
                .isEqualTo("Sign with\n[credential 1]\nplease.");
    }

    @Test
    void doesNotShowAValueByItself() {
        assertThat(new Credential("canary", false).toString() + new Credential("a:canary", true))
                .doesNotContain("canary");
    }

    @Test
    void isNotHeldUpByALongText() {
        var text = "password is key token user header x-api-key ".repeat(1_400) + "!".repeat(400);

        assertThat(org.junit.jupiter.api.Assertions.assertTimeout(
                        Duration.ofSeconds(5), () -> Extraction.of(text).credentials()))
                .isEmpty();
    }
}
