package dev.routewright.route;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A block of addresses in CIDR notation, such as {@code 10.1.0.0/16} or {@code fd00:1::/32}. */
public final class Network {
    // Digits and colons only: nothing that would be looked up as a name.
    private static final Pattern CIDR =
            Pattern.compile("((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)/(\\d{1,3})");

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException with a sentence when the text is not a block of addresses */
    public static Network of(String text) {
        var cidr = CIDR.matcher(text.strip());
        if (!cidr.matches()) throw unclear(text);
        try {
            var network =
                    new Network(InetAddress.getByName(cidr.group(1)).getAddress(), Integer.parseInt(cidr.group(2)));
            if (network.bits > network.address.length * 8) throw unclear(text);
            return network;
        } catch (UnknownHostException notAnAddress) {
            throw unclear(text);
        }
    }

    public boolean contains(InetAddress other) {
        return contains(other.getAddress());
    }

    /** @param other four or sixteen bytes */
    public boolean contains(byte[] other) {
        if (other.length != address.length) return false;
        int whole = bits / 8;
        if (!Arrays.equals(address, 0, whole, other, 0, whole)) return false;
        int rest = bits % 8;
        int mask = 0xff << (8 - rest) & 0xff;
        return rest == 0 || (address[whole] & mask) == (other[whole] & mask);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(address) + "/" + bits;
    }

    private static IllegalArgumentException unclear(String text) {
        return new IllegalArgumentException("%s is not a block of addresses. Write it as 10.1.0.0/16 or fd00:1::/32."
                .formatted(text.length() > 60 ? text.substring(0, 60) + "…" : text));
    }
}
