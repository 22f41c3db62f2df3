package dev.routewright.camel;

import dev.routewright.cell.CellRuntime.Message;
import dev.routewright.cell.CellRuntime.Replayed;
import dev.routewright.cell.CellRuntime.StillUnderWay;
import dev.routewright.cell.Guest;
import dev.routewright.journal.DeadLetterFilter;
import dev.routewright.journal.DeadLetterStore;
import dev.routewright.journal.DeadLetterStore.DeadLetter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dead letters over JMX: what the desk of the runtime offers, as far as one integration needs it. */
final class DeadLetterBean implements DeadLettersMXBean {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterBean.class);
    private static final int MOST = 100;

    private final String integration;
    private final DeadLetterStore letters;
    private final Guest guest;
    private boolean shown;

    DeadLetterBean(String integration, DeadLetterStore letters, Guest guest) {
        this.integration = integration;
        this.letters = letters;
        this.guest = guest;
    }

    void register() {
        try {
            var server = ManagementFactory.getPlatformMBeanServer();
            server.registerMBean(this, name());
            shown = true;
        } catch (JMException | SecurityException notShown) {
            LOG.warn("[{}] its dead letters are not in JMX: {}", integration, notShown.getMessage());
        }
    }

    /** Another context of the process may show one of that name. */
    void unregister() {
        if (!shown) return;
        shown = false;
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name());
        } catch (JMException | SecurityException neverWas) {
            // It is what was asked for.
        }
    }

    private ObjectName name() throws JMException {
        return new ObjectName("dev.routewright:type=DeadLetters,integration=" + integration);
    }

    @Override
    public List<String> getList() {
        return letters.list(integration, DeadLetterFilter.ALL.withState("kept"), Long.MAX_VALUE, MOST).stream()
                .map(DeadLetters::line)
                .toList();
    }

    @Override
    public String show(String id) {
        return letters.find(integration, id).map(DeadLetters::page).orElseGet(() -> unknown(id));
    }

    @Override
    public String replay(String id) {
        if (letters.find(integration, id).isEmpty()) return unknown(id);
        if (!letters.beginReplay(id))
            return "It was replayed already, is being replayed, or what it had begun is not undone yet. Nothing was sent.";
        Replayed replayed;
        try {
            replayed = guest.replay(message(
                    letters.find(integration, id).orElseThrow(),
                    letters.body(id).orElse(null)));
        } catch (StillUnderWay late) {
            // Given back now, it could be sent in a second time while the first is on its way.
            late.end().whenComplete((end, failure) -> {
                if (end == null) letters.giveBack(id);
                else letters.markReplayed(id, outcome(end));
            });
            return "It is still under way. Look at its outcome later.";
        } catch (RuntimeException failure) {
            letters.giveBack(id);
            return "It was not sent: %s It is still kept.".formatted(failure.getMessage());
        }
        // Whatever happens from here on, it was sent and is not given back.
        letters.markReplayed(id, outcome(replayed));
        return outcome(replayed);
    }

    @Override
    public boolean delete(String id) {
        boolean gone = letters.delete(integration, id);
        if (gone) letters.recount();
        return gone;
    }

    private static Message message(DeadLetter letter, byte @Nullable [] body) {
        return new Message(letter.entry(), new TreeMap<>(letter.headers()), body);
    }

    private static String outcome(Replayed replayed) {
        return replayed.deadLetter() == null
                ? "It went through%s.".formatted(replayed.status() == 0 ? "" : ", answered " + replayed.status())
                : "It failed again and is kept as %s.".formatted(replayed.deadLetter());
    }

    private String unknown(String id) {
        return "%s has no dead letter %s.".formatted(integration, id.length() > 60 ? "of that id" : id);
    }
}
