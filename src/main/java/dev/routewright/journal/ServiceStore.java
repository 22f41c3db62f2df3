package dev.routewright.journal;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.routewright.services.Mediation;
import dev.routewright.services.ServiceRegistry;
import java.net.URI;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Registrations of services over a restart. */
public final class ServiceStore implements ServiceRegistry.Store {
    private final dev.routewright.journal.Store store;
    private final JdbcClient jdbc;

    public ServiceStore(dev.routewright.journal.Store store) {
        this.store = store;
        this.jdbc = store.jdbc();
    }

    @Override
    public List<Stored> load() {
        return jdbc.sql("select * from service order by name")
                .query((row, index) -> new Stored(
                        row.getString("name"),
                        row.getString("document"),
                        Json.read(row.getString("instances"), new TypeReference<List<URI>>() {}),
                        Json.read(row.getString("mediation"), Mediation.class)))
                .list();
    }

    @Override
    public void save(Stored stored) {
        store.inTransaction(() -> {
            delete(stored.name());
            return jdbc.sql("insert into service (name, document, instances, mediation) values (?, ?, ?, ?)")
                    .params(
                            stored.name(),
                            stored.document(),
                            Json.write(stored.instances()),
                            Json.write(stored.mediation()))
                    .update();
        });
    }

    @Override
    public void delete(String name) {
        jdbc.sql("delete from service where name = ?").param(name).update();
    }
}
