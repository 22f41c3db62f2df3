package dev.routewright.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void countsInBothLanguages() {
        assertThat(Tokens.count("")).isZero();
        assertThat(Tokens.count("Send the order to the warehouse.")).isEqualTo(7);
        assertThat(Tokens.count("把订单发送到仓库。")).isBetween(4, 9);
    }

    @Test
    void takesTheWordsOfAModelsOwnProtocolAsText() {
        assertThat(Tokens.count("<|endoftext|>")).isGreaterThan(1);
    }
}
