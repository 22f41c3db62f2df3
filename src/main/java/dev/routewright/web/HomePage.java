package dev.routewright.web;

import dev.routewright.integration.Overviews;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomePage {
    private final Overviews overviews;

    HomePage(Overviews overviews) {
        this.overviews = overviews;
    }

    @GetMapping("/")
    String integrations(Model model) {
        model.addAttribute("integrations", overviews.all());
        return "integrations";
    }
}
