package dev.routewright.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"})
    void publicOnes(String address) throws Exception {
        assertThat(Addresses.isPublic(InetAddress.getByName(address))).isTrue();
        assertThat(Addresses.isNeverCalled(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "::1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.1",
                "198.18.0.1",
                "192.88.99.1",
                "192.0.0.1",
                "fc00::1",
                "fd12::1",
                "fec0::1",
                "2001:db8::1",
                "2001:2::1",
                "3fff::1",
                "100::1",
                "5f00::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:0:10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b:1::a00:1",
                "64:ff9b::808:808",
                "2002:a00:1::",
                "2001:0:4136:e378:8000:63bf:f5ff:fffe",
                "2001::1",
            })
    void privateOrSpecialOnes(String address) throws Exception {
        assertThat(Addresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "169.254.169.254",
                "169.254.1.1",
                "fe80::1",
                "febf::1",
                "fd00:ec2::254",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192",
                "224.0.0.1",
                "239.1.1.1",
                "255.255.255.255",
                "240.0.0.1",
                "ff02::1",
                "::ffff:169.254.169.254",
                "::a9fe:a9fe",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::",
                "2001:0:0:0:0:0:5601:5601",
            })
    void onesNobodyCalls(String address) throws Exception {
        assertThat(Addresses.isNeverCalled(InetAddress.getByName(address))).isTrue();
        assertThat(Addresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.1.2.3", "192.168.0.1", "fd12::1"})
    void onesAnOperatorMayName(String address) throws Exception {
        assertThat(Addresses.isNeverCalled(InetAddress.getByName(address))).isFalse();
    }
}
