package dev.routewright.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path dir;

    private Store store;
    private Journal journal;

    @BeforeEach
    void open() {
        store = opened(dir);
        journal = new Journal(store, Clock.systemUTC());
    }

    /** The store of this test; asked again it is the same one, with what it holds. */
    Store opened(Path home) {
        return Store.embedded(home);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void holdsWhenNothingWasTouched() {
        journal.append("api", "submit", "order/1", "");
        journal.append("api", "approve", "order/1", "looks good");

        assertThat(journal.verify())
                .isEqualTo(new Journal.Chain(true, 2, null, "All 2 entries are as they were written."));
        assertThat(journal.before(Long.MAX_VALUE, 1))
                .extracting(Journal.Entry::what)
                .containsExactly("approve");
    }

    @Test
    void saysWhereAnEntryWasChanged() {
        for (var what : new String[] {"submit", "approve", "live"}) journal.append("api", what, "order/1", "");
        store.jdbc().sql("update journal set who = 'nobody' where seq = 2").update();

        assertThat(journal.verify())
                .isEqualTo(new Journal.Chain(
                        false,
                        1,
                        2L,
                        "Entry 2 is not what was written: it or its neighbour was changed or removed outside Routewright. "
                                + "The entries before it stand. Compare with a backup of the store."));
    }

    @Test
    void saysWhereAnEntryWasRemoved() {
        for (var what : new String[] {"submit", "approve", "live"}) journal.append("api", what, "order/1", "");
        store.jdbc().sql("delete from journal where seq = 1").update();

        assertThat(journal.verify().brokenAt()).isEqualTo(1);
    }

    @Test
    void noticesWordsMovedFromOnePartToAnother() {
        journal.append("api", "approve", "order/1", "x");
        store.jdbc()
                .sql("update journal set what = 'approveorder', subject = '/1'")
                .update();

        assertThat(journal.verify().holds()).isFalse();
    }

    @Test
    void staysOneChainWhenManyWriteAtOnce() throws Exception {
        var secondNode = new Journal(store, Clock.systemUTC());
        var threads = Executors.newFixedThreadPool(4);
        var done = new ArrayList<Future<?>>();
        for (var i = 0; i < 40; i++) {
            var node = i % 2 == 0 ? journal : secondNode;
            done.add(threads.submit(() -> node.append("api", "submit", "order/1", "")));
        }
        for (var one : done) one.get();
        threads.shutdown();

        assertThat(journal.verify().entries()).isEqualTo(40);
        assertThat(journal.verify().holds()).isTrue();
    }
}
