package dev.routewright.web.security;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A form that works without scripts; Spring adds the token to it. It says the same whatever of name and password was wrong. */
@Controller
class LoginPage {
    @GetMapping(Refusals.LOGIN)
    String login(
            Model model,
            @RequestParam(required = false) @Nullable String wrong,
            @RequestParam(required = false) @Nullable Long wait,
            @RequestParam(required = false) @Nullable String out) {
        model.addAttribute("sentence", sentence(wrong, wait, out));
        return "login";
    }

    private static String sentence(@Nullable String wrong, @Nullable Long wait, @Nullable String out) {
        if (wait != null) return "There were too many attempts. Try again in %d s.".formatted(wait);
        if (wrong != null) return "The name or the password is wrong.";
        return out == null ? "" : "You are signed out.";
    }
}
