package dev.routewright.web;

import dev.routewright.journal.Journal;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class JournalApi {
    private final Journal journal;

    JournalApi(Journal journal) {
        this.journal = journal;
    }

    /** @param entries newest first */
    record Page(Journal.Chain chain, List<Journal.Entry> entries) {}

    @GetMapping("/api/journal")
    Page journal(
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(defaultValue = "100") int limit) {
        return new Page(journal.verify(), journal.before(before, Math.min(Math.max(limit, 1), 1000)));
    }
}
