package dev.routewright.web;

import dev.routewright.integration.Overview;
import dev.routewright.integration.Overviews;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What runs, and what waits for somebody. */
@Controller
class HomePage {
    private final Overviews overviews;

    HomePage(Overviews overviews) {
        this.overviews = overviews;
    }

    @GetMapping("/")
    String integrations(Model model) {
        var all = overviews.all();
        var runs = all.stream().collect(Collectors.partitioningBy(one -> one.live() != null));
        model.addAttribute("live", runs.get(true));
        model.addAttribute("waiting", runs.get(false));
        model.addAttribute("refused", overviews.refusedFiles());
        model.addAttribute(
                "deadLetters", all.stream().mapToLong(Overview::deadLetters).sum());
        model.addAttribute(
                "securityEvents",
                all.stream().mapToLong(one -> one.security().events()).sum());
        return "integrations";
    }
}
