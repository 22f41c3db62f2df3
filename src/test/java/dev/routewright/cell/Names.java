package dev.routewright.cell;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.hc.client5.http.DnsResolver;

/** A DNS whose answers a test decides, also from one question to the next. */
final class Names implements DnsResolver {
    private final Map<String, IntFunction<List<String>>> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    Names lead(String host, String... addresses) {
        return move(host, time -> List.of(addresses));
    }

    /** @param addresses by how often the name was asked for before */
    Names move(String host, IntFunction<List<String>> addresses) {
        answers.put(host, addresses);
        return this;
    }

    int asked(String host) {
        return asked.getOrDefault(host, new AtomicInteger()).get();
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        int time = asked.computeIfAbsent(host, h -> new AtomicInteger()).getAndIncrement();
        var known = answers.get(host);
        if (known == null) return InetAddress.getAllByName(host);
        var found = known.apply(time);
        var addresses = new InetAddress[found.size()];
        for (int i = 0; i < addresses.length; i++) addresses[i] = InetAddress.getByName(found.get(i));
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
