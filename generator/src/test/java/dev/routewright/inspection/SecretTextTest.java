package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {
    private final SecretText secrets = new SecretText();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk_live_51H8xyzABCDEFGHijkl",
                "<login><password>Sommer2024!</password></login>",
                "<wsse:Password Type=\"PasswordText\">Sommer2024!</wsse:Password>",
                "登录密码：Wuhan#2024!kx",
                "{\"密码\":\"Wuhan2024kx\"}",
                "Kennwort: Sommer2024!",
                "AKIAIOSFODNN7EXAMPLE",
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "xoxb-123456789012-abcdefghijkl",
                "Bearer 0a1b2c3d4e5f6a7b8c9d",
                "Basic dXNlcjpwYXNzd29yZA==",
                "https://user:hunter22@partner.example.test/x",
                "redis://:hunter22@cache:6379",
                "jdbc:postgresql://db/orders?user=app&password=hunter22",
                "{\"user\":\"app\",\"password\":\"hunter22\"}",
                "password=hunter22",
                "db_password: hunter22",
                "apiKey = 9f8e7d6c5b",
                "the api key: 9f8e7d6c5b4a",
                "Endpoint=sb://x.example;SharedAccessKeyName=root;SharedAccessKey=abcdefghijklmnop1234567890abcdef=",
                "-----BEGIN RSA PRIVATE KEY-----",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc",
                "key for the shop a8Kd02LmQ9xZ7vB3nR5tYw1P",
                "client_secret=Zx81kd",
                "AIzaSyA1234567890abcdefghijklmnopqrstuvw",
                "login with pass: S3cure!42",
                "key-9f8e7d6c5b4a39281706f5e4d3c2b1a0",
            })
    void credentialsAreSeen(String text) {
        assertThat(secrets.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sends the password reset mail.",
                "<password>${header.code}</password>",
                "<passwordRequired>true</passwordRequired>",
                "密码：请联系管理员重置",
                "Kennwort: bitte beim Support erfragen",
                "A token ring is old.",
                "token: the one of the session",
                "password: required",
                "Password must not be empty: see the manual",
                "${header.orderId} is paid",
                "{\"orderId\":\"${header.orderId}\",\"state\":\"accepted\"}",
                "http://inventory.example.test/api/warehouses",
                "org.apache.camel.http.base.HttpOperationFailedException",
                "order-550e8400-e29b-41d4-a716-446655440000",
                "Basic settings of the shop",
                "The bearer of this letter",
                "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "USE_BIG_DECIMAL_FOR_FLOATS",
                "exec:rm -rf and bean:pricing are only words here",
                "passport: DE or AT",
                "Secretary: Miller",
                "compass: north",
                "订单 123 的密码已重置",
                "routewright.idempotentOrders",
                "thisIsAVeryLongCamelCaseNameOfSomething2",
            })
    void proseIsNot(String text) {
        assertThat(secrets.isIn(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "authPassword, hunter22, true",
        "proxyAuthPassword, x, true",
        "token, ',', false",
        "sasl.jaas.secret, x, true",
        "password, {{db.password}}, false",
        "useToken, true, false",
        "name, password reset, false",
    })
    void anOptionIsJudgedByItsName(String key, String value, boolean secret) {
        assertThat(secrets.isValueOf(key, value)).isEqualTo(secret);
    }

    @Test
    void aFixedTextUnderTheNameOfACredentialIsRefused() {
        assertThat(Routes.rulesOnStep("setVariable: {name: partnerToken, constant: abc}"))
                .containsExactly("secret-in-text");
        assertThat(Routes.rulesOnStep("setVariable: {name: partnerToken, simple: abc}"))
                .containsExactly("secret-in-text");
    }

    @Test
    void aCommentKeepsNoSecretEither() {
        String route = Routes.aRouteWith("stop: {}") + "# password=hunter22\n";

        assertThat(Routes.findingsOn(route))
                .extracting(dev.routewright.route.Finding::rule, dev.routewright.route.Finding::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("secret-in-text", 8));
    }
}
