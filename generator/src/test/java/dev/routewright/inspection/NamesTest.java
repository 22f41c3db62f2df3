package dev.routewright.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "*,anything,true",
        "*,'',true",
        "a*,ABC,true",
        "a*,bc,false",
        "*c,abc,true",
        "*b*,abc,true",
        "a*c,abbc,true",
        "a*c,abcd,false",
        "a**c,ac,true",
        "*ab,aab,true",
        "abc,abc,true",
        "abc,abcd,false",
    })
    void aStarStandsForAnyCharacters(String pattern, String name, boolean matches) {
        assertThat(Names.matches(pattern, name)).isEqualTo(matches);
    }

    /** A route's own removeHeaders pattern is held against names as well. */
    @Test
    void aPatternOfManyStarsCostsNothing() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> assertThat(Names.matches("*a".repeat(60) + "b", "a".repeat(120)))
                        .isFalse());
    }
}
