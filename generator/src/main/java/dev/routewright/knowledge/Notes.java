package dev.routewright.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The manual's own words about names of a policy. Whether a name is shown at all is not decided here. */
final class Notes {
    private final String text;
    private final JsonNode notes;

    private Notes(String text) throws IOException {
        this.text = text;
        this.notes = new YAMLMapper().readTree(text);
    }

    static Notes shipped() {
        try (var in = Notes.class.getResourceAsStream("manual.yaml")) {
            if (in == null) throw new IllegalStateException("[manual] The jar lacks its manual.yaml. Build it again.");
            return new Notes(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("[manual] The manual.yaml of the jar cannot be read. Build it again.", e);
        }
    }

    /** @param section {@code components steps languages dataFormats} */
    String says(String section, String name) {
        return notes.path(section).path(name).path("says").asText();
    }

    /** An example of the name in use, empty when there is none. */
    String like(String section, String name) {
        return notes.path(section).path(name).path("like").asText();
    }

    /** How the address of a component is written here, empty when as in Camel. */
    String uri(String component) {
        return notes.path("components").path(component).path("uri").asText();
    }

    boolean tellsOf(String owner, String option) {
        return !option(owner, option).isMissingNode();
    }

    /** What the option does where it stands, or everywhere. */
    String ofOption(String owner, String option) {
        return option(owner, option).asText();
    }

    private JsonNode option(String owner, String option) {
        var own = notes.path("options").path(owner + "." + option);
        return own.isMissingNode() ? notes.path("options").path(option) : own;
    }

    String reference(String name) {
        return notes.path("references").path(name).asText();
    }

    String header(String name) {
        return notes.path("headers").path(name).asText();
    }

    /** How a function is written, when its name does not say it. */
    String function(String language, String name) {
        return notes.path("functions").path(language).path(name).asText(name);
    }

    @Override
    public String toString() {
        return text;
    }
}
