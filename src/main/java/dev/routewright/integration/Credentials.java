package dev.routewright.integration;

import dev.routewright.drafting.credential.Bindings;
import dev.routewright.drafting.credential.Extraction;
import dev.routewright.journal.CredentialStore;
import dev.routewright.journal.Version;
import dev.routewright.journal.Versions;
import dev.routewright.route.Service;
import dev.routewright.services.CallCredentials;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes credentials out of what people write, at the door, and hands them to calls again. In between there are only
 * numbers: a version carries those its description speaks of, and no others.
 */
public final class Credentials implements CallCredentials {
    private static final Logger log = LoggerFactory.getLogger(Credentials.class);

    private final CredentialStore store;
    private final Versions versions;
    private final Map<Caller, List<Integer>> numbers = new ConcurrentHashMap<>();

    public Credentials(CredentialStore store, Versions versions) {
        this.store = store;
        this.versions = versions;
    }

    /** The text as it may be stored and shown. */
    String take(String integration, String text) {
        var found = Extraction.of(text);
        if (found.credentials().isEmpty()) return text;
        return store.keep(integration, found);
    }

    Map<String, String> take(String integration, Map<String, String> answers) {
        var taken = new LinkedHashMap<String, String>();
        answers.forEach((id, answer) -> taken.put(id, take(integration, answer)));
        return taken;
    }

    /** What a version that stands speaks of is bound to the services the same words were bound to when it was drafted. */
    void bind(Version version, List<Service> services) {
        if (spokenOf(version).isEmpty()) return;
        for (var bound :
                Bindings.of(version.description(), version.answers(), services).bound())
            if (!store.bind(version.integration(), bound))
                log.warn(
                        "[{}] credential {} is not sent to {}: it is not known, or belongs to another service. Write its value into the description again.",
                        version.integration(),
                        bound.number(),
                        bound.service());
    }

    void forget(String integration) {
        store.forget(integration);
        numbers.keySet().removeIf(caller -> caller.integration().equals(integration));
    }

    @Override
    public List<Sent> of(Caller caller, String service) {
        var own = store.has(caller.integration()) ? numbers.computeIfAbsent(caller, this::read) : List.<Integer>of();
        return store.of(caller.integration(), own, service);
    }

    private List<Integer> read(Caller caller) {
        return versions.find(caller.integration(), caller.version())
                .map(Credentials::spokenOf)
                .orElse(List.of());
    }

    private static List<Integer> spokenOf(Version version) {
        var all = new TreeSet<>(Bindings.numbers(version.description()));
        version.answers().values().forEach(answer -> all.addAll(Bindings.numbers(answer)));
        return new ArrayList<>(all);
    }
}
