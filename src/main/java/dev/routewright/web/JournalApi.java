package dev.routewright.web;

import dev.routewright.journal.Journal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Journal")
class JournalApi {
    private final Journal journal;

    JournalApi(Journal journal) {
        this.journal = journal;
    }

    /** @param entries newest first */
    record Page(Journal.Chain chain, List<Journal.Entry> entries) {}

    @Operation(
            operationId = "readJournal",
            summary = "Who asked for what and what was decided, newest first, with its chain verified")
    @GetMapping("/api/journal")
    Page journal(
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(defaultValue = "100") int limit) {
        return new Page(journal.verify(), journal.before(before, Math.min(Math.max(limit, 1), 1000)));
    }
}
