package dev.routewright.services.discovery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.function.Predicate;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;

/** Looks names up in DNS: every A and AAAA address of a name, or the targets of SRV records (RFC 2782). */
final class Names {
    private static final int MOST = 50;

    private final Addresses addresses;
    private final Predicate<InetAddress> never;
    private final String servers;

    /** All addresses of a name. */
    @FunctionalInterface
    interface Addresses {
        InetAddress[] of(String name) throws UnknownHostException;
    }

    /**
     * @param never addresses that are left out, whoever names them
     * @param servers of DNS for SRV records, such as {@code dns://10.0.0.2:53}; {@code dns:} for those of this machine
     */
    Names(Addresses addresses, Predicate<InetAddress> never, String servers) {
        this.addresses = addresses;
        this.never = never;
        this.servers = servers;
    }

    List<Place> addresses(Source source) throws LookupFailed {
        return at(source, source.host(), source.portOrUsual(), 1, 0);
    }

    private List<Place> at(Source source, String name, int port, int weight, int priority) throws LookupFailed {
        try {
            var places = new ArrayList<Place>();
            boolean refused = false;
            for (var address : addresses.of(name)) {
                if (never.test(address)) refused = true;
                else if (places.size() < MOST)
                    places.add(
                            source.place(address.getHostAddress(), port, source.named(name, port), weight, priority));
            }
            if (!places.isEmpty()) return places;
            throw new LookupFailed(
                    refused
                            ? "The name %s leads to addresses that are never called.".formatted(name)
                            : "The name %s has no address.".formatted(name),
                    null);
        } catch (UnknownHostException unknown) {
            throw new LookupFailed("The name %s is not known.".formatted(name), unknown);
        }
    }

    List<Place> services(Source source) throws LookupFailed {
        var places = new ArrayList<Place>();
        LookupFailed failed = null;
        for (var record : records(source.host())) {
            var words = record.strip().split("\\s+");
            if (words.length != 4 || places.size() >= MOST) continue;
            var target = words[3].replaceFirst("\\.$", "");
            // A single dot says that the service is decidedly not there.
            if (target.isEmpty()) continue;
            try {
                int weight = Math.max(1, Math.min(1000, Integer.parseInt(words[1])));
                places.addAll(at(source, target, Integer.parseInt(words[2]), weight, Integer.parseInt(words[0])));
            } catch (NumberFormatException nonsense) {
                failed = new LookupFailed(
                        "DNS holds an SRV record of %s nobody can read.".formatted(source.host()), nonsense);
            } catch (LookupFailed unknown) {
                failed = unknown;
            }
        }
        if (!places.isEmpty()) return places;
        throw failed != null
                ? failed
                : new LookupFailed("DNS has no SRV record for %s.".formatted(source.host()), null);
    }

    private List<String> records(String name) throws LookupFailed {
        var environment = new Hashtable<String, String>();
        environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
        environment.put("java.naming.provider.url", servers);
        environment.put("com.sun.jndi.dns.timeout.initial", "1000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        try {
            var context = new InitialDirContext(environment);
            try {
                var records = new ArrayList<String>();
                var attribute =
                        context.getAttributes(name, new String[] {"SRV"}).get("SRV");
                if (attribute != null)
                    for (var all = attribute.getAll(); all.hasMore(); ) records.add(String.valueOf(all.next()));
                return records;
            } finally {
                context.close();
            }
        } catch (NameNotFoundException unknown) {
            throw new LookupFailed("The name %s is not known.".formatted(name), unknown);
        } catch (NamingException broken) {
            throw new LookupFailed("DNS gave no answer about %s.".formatted(name), broken);
        }
    }
}
