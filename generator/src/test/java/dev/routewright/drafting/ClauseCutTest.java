package dev.routewright.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.routewright.route.Clause;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClauseCutTest {
    private static List<String> cut(String text) {
        return ClauseCut.of(text).stream().map(Clause::text).toList();
    }

    @Test
    void aClauseIsASentenceWithItsCommas() {
        assertThat(cut("When a lamp fails, open a case, e.g. with the label \"a. b\". Then stop!\n\nThanks."))
                .containsExactly(
                        "When a lamp fails, open a case, e.g. with the label \"a. b\".", "Then stop!", "Thanks.");
    }

    @Test
    void chineseSentencesEndWithTheirOwnMarks() {
        assertThat(cut("路灯坏了，就报修；报修要带编号。\n谢谢！请\n尽快。")).containsExactly("路灯坏了，就报修；报修要带编号。", "谢谢！", "请尽快。");
    }

    @Test
    void anExampleOfAMessageStaysInOnePiece() {
        assertThat(cut("Lamps send {\"id\": \"L. 1\",\n \"at\": [1. 5]} to /lamps. All.\n```json\n{\"a\": 1}\n```\n"))
                .containsExactly("Lamps send {\"id\": \"L. 1\", \"at\": [1. 5]} to /lamps.", "All.", "{\"a\": 1}");
    }

    @Test
    void listItemsHeadingsAndTablesStandAlone() {
        assertThat(cut("# Lamps\nRules:\n- first one\n  goes on\n2. second\n| a | b |\n| 1 | 2 |\n"))
                .containsExactly("Lamps", "Rules:", "first one goes on", "second\n| a | b |\n| 1 | 2 |");
    }

    @Test
    void clausesAreNumberedFromOne() {

        assertThat(ClauseCut.of("One two. Three.")).containsExactly(new Clause(1, "One two."), new Clause(2, "Three."));
    }

    @Test
    void aBraceThatIsNeverClosedDoesNotSwallowTheRest() {
        assertThat(cut("Send {it. Then go. Done.")).containsExactly("Send {it.", "Then go.", "Done.");
    }
}
