package dev.routewright.journal;

import dev.routewright.drafting.credential.Bindings.Bound;
import dev.routewright.drafting.credential.Credential;
import dev.routewright.drafting.credential.Extraction;
import dev.routewright.route.Service.Kind;
import dev.routewright.route.Service.Security;
import dev.routewright.services.CallCredentials.Sent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The vault: credentials, sealed. A value leaves it for a request to the one service it is bound to, and for nothing
 * else; once bound, it goes to no other service, whatever a later description says.
 */
public final class CredentialStore {
    /** Owner of what an operator set for a service, for all integrations. */
    private static final String ALL = "";

    private final Store store;
    private final JdbcClient jdbc;
    private final Supplier<Seal> key;
    private @Nullable Seal seal;
    private volatile @Nullable List<Row> rows;

    /** @param key asked for when the first credential is kept or used */
    public CredentialStore(Store store, Supplier<Seal> key) {
        this.store = store;
        this.jdbc = store.jdbc();
        this.key = key;
    }

    private record Row(
            String integration,
            int number,
            boolean basic,
            String sealed,
            @Nullable String service,
            @Nullable Security place) {
        String aad() {
            return CredentialStore.aad(integration, number);
        }
    }

    /** Keeps what was found, and says the text with the numbers it is kept under. */
    public synchronized String keep(String integration, Extraction found) {
        Map<Credential, Integer> numbers = new HashMap<>();
        for (Credential credential : found.credentials()) numbers.put(credential, number(integration, credential));
        return found.text(numbers::get);
    }

    /** From now on it goes to this service. One that is bound to another stays as it is. */
    public synchronized boolean bind(String integration, Bound bound) {
        int changed = jdbc.sql("""
                        update credential set service = :service, kind = :kind, name = :name
                        where integration = :integration and number = :number
                          and (service is null or service = :service)""")
                .param("service", bound.service())
                .param("kind", bound.place().kind().name())
                .param("name", bound.place().name())
                .param("integration", integration)
                .param("number", bound.number())
                .update();
        rows = null;
        return changed > 0;
    }

    /** What calls of the service carry: one of the integration's own, else what the operator set for everybody. */
    public List<Sent> of(String integration, List<Integer> numbers, String service) {
        var bound = all().stream().filter(row -> service.equals(row.service)).toList();
        var own = bound.stream()
                .filter(row -> row.integration.equals(integration) && numbers.contains(row.number))
                .toList();
        return (own.isEmpty()
                        ? bound.stream()
                                .filter(row -> row.integration.equals(ALL))
                                .toList()
                        : own)
                .stream().flatMap(row -> sent(row).stream()).toList();
    }

    /** Whether it has any; for calls that need not look further. */
    public boolean has(String integration) {
        return all().stream().anyMatch(row -> row.integration.equals(integration));
    }

    /** An operator's word for a service, in place of any before. */
    public synchronized void set(String service, Security place, String value) {
        store.inTransaction(() -> {
            remove(service);
            insert(ALL, new Credential(value, place.kind() == Kind.BASIC), service, place);
            return null;
        });
        rows = null;
    }

    public synchronized boolean remove(String service) {
        int removed = jdbc.sql("delete from credential where integration = '' and service = ?")
                .param(service)
                .update();
        rows = null;
        return removed > 0;
    }

    /** Where an operator's credential of the service goes. */
    public Optional<Security> place(String service) {
        return all().stream()
                .filter(row -> row.integration.equals(ALL) && service.equals(row.service))
                .findFirst()
                .map(Row::place);
    }

    public synchronized void forget(String integration) {
        jdbc.sql("delete from credential where integration = ?")
                .param(integration)
                .update();
        rows = null;
    }

    private int number(String integration, Credential credential) {
        for (Row row : all())
            if (row.integration.equals(integration)
                    && row.basic == credential.basic()
                    && value(row).filter(credential.value()::equals).isPresent()) return row.number;
        return insert(integration, credential, null, null);
    }

    private int insert(String integration, Credential credential, @Nullable String service, @Nullable Security place) {
        int number = 1
                + jdbc.sql("select coalesce(max(number), 0) from credential where integration = ?")
                        .param(integration)
                        .query(Integer.class)
                        .single();
        jdbc.sql("""
                        insert into credential (integration, number, basic, sealed, service, kind, name)
                        values (:integration, :number, :basic, :sealed, :service, :kind, :name)""")
                .param("integration", integration)
                .param("number", number)
                .param("basic", credential.basic())
                .param("sealed", seal().seal(credential.value(), aad(integration, number)))
                .param("service", service)
                .param("kind", place == null ? null : place.kind().name())
                .param("name", place == null ? null : place.name())
                .update();
        rows = null;
        return number;
    }

    private Optional<Sent> sent(Row row) {
        if (row.place == null) return Optional.empty();
        var place = row.basic ? Security.BASIC : row.place;
        return Optional.of(new Sent(place, seal().open(row.sealed, row.aad())));
    }

    private Optional<String> value(Row row) {
        try {
            return Optional.of(seal().open(row.sealed, row.aad()));
        } catch (IllegalStateException anotherKey) {
            return Optional.empty();
        }
    }

    private List<Row> all() {
        var known = rows;
        if (known != null) return known;
        var read = jdbc.sql("select * from credential order by integration, number")
                .query((row, index) -> new Row(
                        row.getString("integration"),
                        row.getInt("number"),
                        row.getBoolean("basic"),
                        row.getString("sealed"),
                        row.getString("service"),
                        place(row.getString("kind"), row.getString("name"))))
                .list();
        rows = read;
        return read;
    }

    private static @Nullable Security place(@Nullable String kind, @Nullable String name) {
        return kind == null || name == null ? null : new Security(Kind.valueOf(kind), name);
    }

    private static String aad(String integration, int number) {
        return integration + "/" + number;
    }

    private synchronized Seal seal() {
        if (seal == null) seal = key.get();
        return seal;
    }
}
