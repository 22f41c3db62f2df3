package dev.routewright.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Opens connections to PostgreSQL that may read and write because this process has the store. */
final class AdmittedSource extends DriverManagerDataSource {
    /** A statement that has not answered by then goes to a server that is gone; nothing here takes that long. */
    private static final String SECONDS = "60";

    private final SoleUse soleUse;

    AdmittedSource(String url, String user, String password, SoleUse soleUse) {
        super(url, settings(user, password));
        this.soleUse = soleUse;
    }

    private static Properties settings(String user, String password) {
        var settings = new Properties();
        settings.setProperty("user", user);
        settings.setProperty("password", password);
        settings.setProperty("ApplicationName", "routewright");
        settings.setProperty("tcpKeepAlive", "true");
        settings.setProperty("socketTimeout", SECONDS);
        // Without it a transaction that reads the whole journal would hold all of it in memory.
        settings.setProperty("defaultRowFetchSize", "500");
        return settings;
    }

    @Override
    protected Connection getConnectionFromDriverManager(String url, Properties settings) throws SQLException {
        var connection = super.getConnectionFromDriverManager(url, settings);
        boolean admitted = false;
        try {
            soleUse.admit(connection);
            admitted = true;
            return connection;
        } finally {
            if (!admitted) connection.close();
        }
    }
}
