package dev.routewright.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionSystemException;

class StoreTroubleTest {
    @Test
    void aFullDiskIsSaidInItsOwnWords() {
        var full = new TransactionSystemException(
                "JDBC commit failed", new SQLException("COMMIT", new IOException("No space left on device")));

        assertThat(StoreTrouble.in(full)).contains("No space left on device");
    }

    @Test
    void theValuesOfAStatementStayOutOfTheLog() {
        var cut = new UncategorizedSQLException(
                "insert", "insert into x values ('secret')", new SQLException("secret", "08006"));

        assertThat(StoreTrouble.in(cut)).contains("SQL state 08006");
    }

    @Test
    void aMistakeOfOursIsNoTroubleOfTheStore() {
        assertThat(StoreTrouble.in(new DuplicateKeyException("twice"))).isEmpty();
        assertThat(StoreTrouble.in(new IllegalStateException("no"))).isEmpty();
    }
}
