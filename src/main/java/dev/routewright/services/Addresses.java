package dev.routewright.services;

import dev.routewright.route.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What kind of address a name led to. An IPv4 address inside an IPv6 one (mapped, compatible, NAT64, 6to4, Teredo)
 * counts as what it leads to: a gateway on the way would unwrap it.
 */
public final class Addresses {
    /** Nothing anybody serves to others: this host, link-local with the clouds' metadata, groups, reserved. */
    private static final List<Network> NEVER = networks(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "168.63.129.16/32",
            "100.100.100.200/32",
            "192.0.0.192/32",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "fe80::/10",
            "ff00::/8",
            "fd00:ec2::254/128",
            "fd20:ce::254/128");

    /** IANA's special-purpose blocks that are not reachable from everywhere. */
    private static final List<Network> SPECIAL = networks(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");
    private static final Network LOOPBACK = Network.of("::1/128");
    private static final Network COMPATIBLE = Network.of("::/96");
    private static final Network TRANSLATED = Network.of("::ffff:0:0:0/96");
    private static final List<Network> NAT64 = networks("64:ff9b::/96", "64:ff9b:1::/48");
    private static final Network SIX_TO_FOUR = Network.of("2002::/16");
    private static final Network TEREDO = Network.of("2001::/32");

    private Addresses() {}

    /** Whether nothing may ever be called there, whoever asks. */
    public static boolean isNeverCalled(InetAddress address) {
        return forms(address).anyMatch(form -> in(NEVER, form));
    }

    /** Whether everybody on the internet means the same host by it. */
    public static boolean isPublic(InetAddress address) {
        if (isNeverCalled(address) || forms(address).anyMatch(form -> in(SPECIAL, form))) return false;
        return address instanceof Inet4Address || GLOBAL_UNICAST.contains(address);
    }

    /** The address itself and the one it wraps. */
    private static Stream<byte[]> forms(InetAddress address) {
        return Stream.concat(Stream.of(address.getAddress()), wrapped(address.getAddress()).stream());
    }

    private static Optional<byte[]> wrapped(byte[] six) {
        if (six.length != 16 || LOOPBACK.contains(six)) return Optional.empty();
        if (COMPATIBLE.contains(six) || isMapped(six) || TRANSLATED.contains(six) || in(NAT64, six))
            return Optional.of(Arrays.copyOfRange(six, 12, 16));
        if (SIX_TO_FOUR.contains(six)) return Optional.of(Arrays.copyOfRange(six, 2, 6));
        if (!TEREDO.contains(six)) return Optional.empty();
        var client = Arrays.copyOfRange(six, 12, 16);
        for (int i = 0; i < 4; i++) client[i] = (byte) ~client[i];
        return Optional.of(client);
    }

    /** The JDK turns most of these into IPv4 itself. */
    private static boolean isMapped(byte[] six) {
        for (int i = 0; i < 10; i++) if (six[i] != 0) return false;
        return six[10] == -1 && six[11] == -1;
    }

    private static boolean in(List<Network> networks, byte[] address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... blocks) {
        return Stream.of(blocks).map(Network::of).toList();
    }

    /** Judges one address of a host at the moment of connecting to it. */
    @FunctionalInterface
    public interface Judge {
        /** @throws UnknownHostException when it must not be connected to; so may any unchecked exception say */
        void judge(String host, InetAddress address) throws UnknownHostException;
    }
}
