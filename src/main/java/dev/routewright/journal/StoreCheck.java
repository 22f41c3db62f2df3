package dev.routewright.journal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Looks at a database a store would be in. Changes nothing in it and brings nothing up to date. */
public final class StoreCheck {
    private StoreCheck() {}

    /**
     * @param product such as {@code PostgreSQL 16.2}
     * @param pending migrations a start would carry out; all of them when it is empty
     */
    public record Found(String product, int pending, int applied) {}

    /** It cannot be used; the message is a sentence without its password. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String sentence) {
            super(sentence);
        }
    }

    /** @param seconds to wait for a connection */
    public static Found look(String url, String user, String password, int seconds) throws Unusable {
        var place = Store.place(url);
        try {
            StoreUnavailable.checkAddress(url, place);
            DriverManager.getDriver(url);
        } catch (StoreUnavailable said) {
            throw new Unusable(String.valueOf(said.getMessage()));
        } catch (SQLException noDriver) {
            throw new Unusable("There is no driver for %s on the class path.".formatted(place));
        }
        DriverManager.setLoginTimeout(seconds);
        try (var connection = DriverManager.getConnection(url, settings(user, password))) {
            return look(connection, place);
        } catch (SQLException e) {
            var state = String.valueOf(e.getSQLState());
            throw new Unusable(
                    state.startsWith("28")
                            ? "%s does not take the user and password that are set.".formatted(place)
                            : "%s does not answer (SQL state %s).".formatted(place, state));
        } catch (FlywayException e) {
            throw new Unusable("The tables of %s are not as this version knows them.".formatted(place));
        }
    }

    private static Found look(Connection connection, String place) throws SQLException, Unusable {
        var meta = connection.getMetaData();
        var product = meta.getDatabaseProductName() + " " + meta.getDatabaseProductVersion();
        var info = new Tables(new SingleConnectionDataSource(connection, true), meta.getURL()).info();
        if (Tables.isNewer(info))
            throw new Unusable("A newer version of Routewright has changed the tables of %s.".formatted(place));
        return new Found(product.replaceAll("\\s+", " "), info.pending().length, info.applied().length);
    }

    private static Properties settings(String user, String password) {
        var settings = new Properties();
        settings.put("user", user);
        settings.put("password", password);
        return settings;
    }
}
