package dev.routewright.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16,10.1.255.255,true",
        "10.1.0.0/16,10.2.0.0,false",
        "10.1.2.3/32,10.1.2.3,true",
        "10.1.2.3/32,10.1.2.2,false",
        "100.64.0.0/10,100.127.0.1,true",
        "100.64.0.0/10,100.128.0.1,false",
        "0.0.0.0/0,1.2.3.4,true",
        "0.0.0.0/0,2001::1,false",
        "fd00:1::/32,fd00:1:ffff::,true",
        "fd00:1::/32,fd00:2::,false",
    })
    void holdsTheAddressesWithItsFirstBits(String network, String address, boolean contained) throws Exception {
        assertThat(Network.of(network).contains(InetAddress.getByName(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0/8", "example.com/8", "fd00::/129", "300.0.0.0/8", "/8", ""})
    void refusesWhatIsNoBlock(String text) {
        assertThatThrownBy(() -> Network.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(text + " is not a block of addresses. Write it as 10.1.0.0/16 or fd00:1::/32.");
    }

    @Test
    void doesNotLookNamesUp() {
        assertThatThrownBy(() -> Network.of("localhost/8")).isInstanceOf(IllegalArgumentException.class);
    }
}
