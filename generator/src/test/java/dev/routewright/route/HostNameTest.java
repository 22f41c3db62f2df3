package dev.routewright.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://inventory.internal:8080/api",
                "https://a.b-c.example",
                "http://localhost:8123",
                "http://127.0.0.1",
                "http://10.1.2.3:80",
                "http://[::1]:8080/",
                "https://xn--fsq.example",
                "http://stock",
                "http://3com.example",
            })
    void hasNothingAgainstPlainHosts(String url) {
        assertThat(HostName.objection(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://2130706433/       | 2130706433 is an address in a rare notation",
                "http://0x7f000001/       | 0x7f000001 is an address in a rare notation",
                "http://0x7f.1/           | 0x7f.1 is an address in a rare notation",
                "http://127.1/            | 127.1 is an address in a rare notation",
                "http://0177.0.0.1/       | 0177.0.0.1 is an address in a rare notation",
                "http://stock.test:0/     | its port 0 does not exist",
                "http://stock.test:99999/ | its port 99999 does not exist",
                "http://аpple.test/       | its host is really xn--pple-43d.test",
                "http://stock_a.test/     | its host is not a plain name",
                "http:///x                | it names no host",
            })
    void saysWhatIsWrong(String url, String objection) {
        assertThat(HostName.objection(url)).contains(objection);
    }
}
