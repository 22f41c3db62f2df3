package dev.routewright.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who asked, what was decided, what ran. Append-only; every entry carries the hash of the one before it, so a change or
 * removal anywhere but at the very end shows. Each hash comes after exactly one other ({@code unique}), which makes
 * appending safe however many threads or nodes do it.
 */
public final class Journal {
    private static final String BEGINNING = "0".repeat(64);
    private static final int PATIENCE = 50;

    private final Store store;
    private final JdbcClient jdbc;
    private final Clock clock;

    public Journal(Store store, Clock clock) {
        this.store = store;
        this.jdbc = store.jdbc();
        this.clock = clock;
    }

    /**
     * @param who {@code api}, {@code folder}, {@code policy} or {@code runtime}
     * @param what a verb such as {@code approve}
     * @param subject what it was done to, such as {@code order/3}
     */
    public record Entry(
            long seq,
            String previous,
            String hash,
            Instant at,
            String who,
            String what,
            String subject,
            String detail) {

        private static Entry after(Link last, Instant at, String who, String what, String subject, String detail) {
            var seq = last.seq() + 1;
            return new Entry(
                    seq,
                    last.hash(),
                    digest(last.hash(), seq, at, who, what, subject, detail),
                    at,
                    who,
                    what,
                    subject,
                    detail);
        }

        private boolean follows(Link last) {
            return seq == last.seq() + 1
                    && previous.equals(last.hash())
                    && hash.equals(digest(previous, seq, at, who, what, subject, detail));
        }
    }

    private record Link(long seq, String hash) {}

    /**
     * @param brokenAt number of the first entry that is not what was written, null when the chain holds
     * @param verdict the same as a sentence
     */
    public record Chain(
            boolean holds, long entries, @Nullable Long brokenAt, String verdict) {}

    public synchronized Entry append(String who, String what, String subject, String detail) {
        for (var attempt = 1; ; attempt++) {
            var entry = Entry.after(last(), clock.instant(), who, what, Storable.text(subject), Storable.text(detail));
            try {
                insert(entry);
                return entry;
            } catch (DuplicateKeyException anotherNodeWasFaster) {
                if (attempt == PATIENCE) throw anotherNodeWasFaster;
            }
        }
    }

    private Link last() {
        return jdbc.sql("select seq, hash from journal order by seq desc fetch first 1 row only")
                .query((row, index) -> new Link(row.getLong(1), row.getString(2)))
                .optional()
                .orElse(new Link(0, BEGINNING));
    }

    private void insert(Entry entry) {
        jdbc.sql("insert into journal (seq, previous, hash, at, who, what, subject, detail) values (?,?,?,?,?,?,?,?)")
                .params(
                        entry.seq(),
                        entry.previous(),
                        entry.hash(),
                        entry.at().toString(),
                        entry.who(),
                        entry.what(),
                        entry.subject(),
                        entry.detail())
                .update();
    }

    /** Newest first, from the entry before this number on. */
    public List<Entry> before(long seq, int limit) {
        return jdbc.sql("select * from journal where seq < ? order by seq desc fetch first ? rows only")
                .params(seq, limit)
                .query(Journal::entry)
                .list();
    }

    /** Newest first. @param whats kinds of entries @param named the subject, or what stands before its slash; null for all */
    public List<Entry> find(List<String> whats, @Nullable String named, long before, int limit) {
        var only = named == null ? "" : "and (subject = :named or position(:beginning in subject) = 1)";
        return jdbc.sql(
                        "select * from journal where what in (:whats) and seq < :before %s order by seq desc fetch first :limit rows only"
                                .formatted(only))
                .param("whats", whats)
                .param("before", before)
                .param("named", named == null ? "" : named)
                .param("beginning", named + "/")
                .param("limit", limit)
                .query(Journal::entry)
                .list();
    }

    /** Reads the whole journal and compares every hash. */
    public Chain verify() {
        return store.inTransaction(
                () -> jdbc.sql("select * from journal order by seq").query(rows -> {
                    var last = new Link(0, BEGINNING);
                    while (rows.next()) {
                        var entry = entry(rows, 0);
                        if (!entry.follows(last)) return broken(last.seq() + 1);
                        last = new Link(entry.seq(), entry.hash());
                    }
                    return new Chain(
                            true, last.seq(), null, "All %d entries are as they were written.".formatted(last.seq()));
                }));
    }

    private static Chain broken(long seq) {
        return new Chain(
                false,
                seq - 1,
                seq,
                ("Entry %d is not what was written: it or its neighbour was changed or removed outside Routewright. The "
                                + "entries before it stand. Compare with a backup of the store.")
                        .formatted(seq));
    }

    private static Entry entry(ResultSet row, int index) throws SQLException {
        return new Entry(
                row.getLong("seq"),
                row.getString("previous"),
                row.getString("hash"),
                Instant.parse(row.getString("at")),
                row.getString("who"),
                row.getString("what"),
                row.getString("subject"),
                row.getString("detail"));
    }

    /** Every part goes in with its length, so that moving a boundary between two parts changes the hash. */
    private static String digest(String previous, long seq, Instant at, String... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            add(sha, previous);
            add(sha, Long.toString(seq));
            add(sha, at.toString());
            for (var part : parts) add(sha, part);
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }

    private static void add(MessageDigest digest, String part) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
