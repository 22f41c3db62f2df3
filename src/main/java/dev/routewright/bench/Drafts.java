package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Hands descriptions, or routes, to a product that nobody else uses, and takes them away again. */
final class Drafts {
    private static final Set<String> WORKING = Set.of("drafting", "rehearsing");

    private final Product product;
    private final Control control;
    private final double patience;
    private final Set<String> registered = new TreeSet<>();

    /** @param patience seconds a description may take */
    Drafts(Product product, double patience) {
        this.product = product;
        this.control = new Control(product.control());
        this.patience = patience;
    }

    /** The services of a case take the place of those of the case before. */
    void register(Map<String, JsonNode> documents) {
        registered.forEach(name -> must(control.delete("/api/services/" + name)));
        registered.clear();
        documents.forEach((name, document) -> {
            must(control.put("/api/services/" + name, document));
            registered.add(name);
        });
    }

    /** Services that stay. */
    void surround(Map<String, JsonNode> documents) {
        documents.forEach((name, document) -> must(control.put("/api/services/" + name, document)));
    }

    private static Control.Answer must(Control.Answer answer) {
        if (!answer.isGood()) throw new IllegalStateException(answer.problem());
        return answer;
    }

    /** Returns when it waits for approval, or came to nothing. */
    Submission submit(String name, String description, String language) {
        var began = Call.now();
        var request = Text.MAPPER
                .createObjectNode()
                .put("name", name)
                .put("description", description)
                .put("language", language);
        var answer = control.post("/api/integrations", request);
        if (answer.location() == null || answer.status() != 202)
            return Submission.none(answer.status() < 500 ? "rejected" : "failed", answer.problem(), Call.now() - began);
        return settled(answer.location(), began);
    }

    /** The same with a route somebody wrote, laid into the watched folder. */
    Submission lay(String name, Path route) {
        var began = Call.now();
        try {
            var unfinished = product.routes().resolve(name + ".unfinished");
            Files.copy(route, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, laid(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(route + " cannot be copied.", e);
        }
        while (Call.now() - began < patience) {
            if (control.get("/api/integrations/" + name).isGood())
                return settled("/api/integrations/" + name + "/versions/1", began);
            Pause.seconds(0.05);
        }
        return Submission.none("failed", "The route was not taken in.", Call.now() - began);
    }

    private Path laid(String name) {
        return product.routes().resolve(name + ".camel.yaml");
    }

    private Submission settled(String place, double began) {
        while (true) {
            var version = must(control.get(place)).body();
            var late = Call.now() - began > patience;
            if (!WORKING.contains(version.path("status").asText()) || late) {
                var submission = Submission.of(place, version, Call.now() - began);
                return late
                        ? submission.failed("It had not come to rest after %.0f s.".formatted(patience))
                        : submission;
            }
            Pause.seconds(0.05);
        }
    }

    /** What waits for approval gets it. */
    Submission approve(Submission submission) {
        var place = submission.place();
        if (place == null || !submission.status().equals(Submission.WAITING)) return submission;
        var approved = control.post(place + "/approve", Text.MAPPER.createObjectNode());
        if (!approved.isGood()) return submission.failed(approved.problem());
        return Submission.of(place, must(control.get(place)).body(), submission.seconds());
    }

    /** What cannot be removed shows at the next case, whose services it still holds. */
    void remove(String name) {
        try {
            Files.deleteIfExists(laid(name));
            control.delete("/api/integrations/" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(laid(name) + " cannot be deleted.", e);
        } catch (IllegalStateException unanswered) {
            // Said above.
        }
    }
}
