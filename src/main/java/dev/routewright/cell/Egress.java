package dev.routewright.cell;

import dev.routewright.route.Network;
import dev.routewright.services.Addresses;
import dev.routewright.services.BareClient;
import java.net.InetAddress;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The addresses raw HTTP of cells may connect to: public ones, and those an operator lists. A partner's name is the
 * partner's to point anywhere, so that a name in the grant says nothing about where it leads.
 */
final class Egress {
    private final List<Network> listed;

    /** @param networks CIDR blocks beside the public addresses */
    private Egress(List<String> networks) {
        listed = networks.stream().map(Network::of).toList();
    }

    /** The client all cells share. */
    static BareClient client(DnsResolver lookup, List<String> networks) {
        return new BareClient(lookup, new Egress(networks)::judge);
    }

    private void judge(String host, InetAddress address) {
        if (Addresses.isPublic(address)) return;
        boolean anybody = address.isAnyLocalAddress() || address.isMulticastAddress();
        if (anybody || listed.stream().noneMatch(network -> network.contains(address)))
            throw new OutsideGrant("the address %s, to which %s leads".formatted(address.getHostAddress(), host));
    }
}
