package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.stream.Collectors;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the policy lets a route call is there, and does what jq's manual says. */
class JqFunctionsTest {
    private static final Scope FUNCTIONS = JqFunctionList.of(Runtime.PERMITTED.jqFunctions());

    @Test
    void everyFunctionThePolicyListsIsThere() {
        var there = FUNCTIONS.getLocalFunctions().keySet().stream()
                .map(key -> key.substring(0, key.lastIndexOf('/')))
                .collect(Collectors.toSet());

        assertThat(there).containsAll(Runtime.PERMITTED.jqFunctions());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "1425599507 | todate # \"2015-03-05T23:51:47Z\"",
                "1425599507.9 | todateiso8601 # \"2015-03-05T23:51:47Z\"",
                "now | todate | length # 20",
                "now | gmtime | mktime | type # \"number\"",
                "\"2015-03-05T23:51:47Z\" | fromdate # 1425599507",
                "\"2015-03-06T00:51:47.5+01:00\" | fromdateiso8601 # 1425599507",
                "1425599507 | gmtime # [2015,2,5,23,51,47,4,63]",
                "1425599507 | gmtime | todate # \"2015-03-05T23:51:47Z\"",
                "\"2015-03-05T23:51:47Z\" | strptime(\"%Y-%m-%dT%H:%M:%SZ\") | mktime # 1425599507",
                "\"05.03.2015\" | strptime(\"%d.%m.%Y\") | mktime | todate # \"2015-03-05T00:00:00Z\"",
                "\"5 Mar 2015 11:51 PM\" | strptime(\"%e %b %Y %I:%M %p\") | mktime # 1425599460",
                "\"2015-03-06 00:51:47 +0100\" | strptime(\"%F %T %z\") | mktime # 1425599507",
                "1425599507 | strftime(\"%A, %B %d, %Y\") # \"Thursday, March 05, 2015\"",
                "1425599507 | strftime(\"%Y-%m-%d %H:%M:%S %Z 100%%\") # \"2015-03-05 23:51:47 UTC 100%\"",
                "1425599507 | strftime(\"%Y-%m-%dT%H:%M:%SZ\") # \"2015-03-05T23:51:47Z\"",
                "1425599507 | gmtime | strftime(\"%j %G-W%V-%u %y\") # \"064 2015-W10-4 15\"",
                "1425599507 | dateadd(\"seconds\"; 60) | todate # \"2015-03-05T23:52:47Z\"",
                "1425599507 | datesub(\"seconds\"; 7) # 1425599500",
                "-1.5 | fabs # 1.5",
                "-2 | abs # 2",
                "2.5 | round # 3",
                "-2.5 | round # -3",
                "2.9 | floor # 2",
                "2.1 | ceil # 3",
                "(19.99 * 3 * 100 | round) / 100 # 59.97",
                "\" a b\\r\\n\" | trim # \"a b\"",
            })
    void aFunctionDoesWhatTheManualOfJqSays(String jq, String result) throws Exception {
        assertThat(run(jq)).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"soon\" | fromdate",
                "\"31.02.\" | strptime(\"%d.%m.%Y\")",
                "1 | strftime(\"%Q\")",
                "\"x\" | todate",
                "\"x\" | floor",
                "1 | trim",
                "[1e9, 0, 0] | mktime"
            })
    void whatMakesNoSenseIsAFailureOfTheExpression(String jq) {
        assertThatThrownBy(() -> run(jq)).isInstanceOf(JsonQueryException.class);
    }

    private static String run(String jq) throws JsonQueryException {
        var made = new ArrayList<>();
        JsonQuery.compile(jq, Versions.JQ_1_7).apply(Scope.newChildScope(FUNCTIONS), NullNode.getInstance(), made::add);
        return made.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
