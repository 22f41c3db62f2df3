package dev.routewright.cell;

import dev.routewright.inspection.Permitted;
import org.apache.camel.spi.Registry;

/**
 * The expression languages of a cell. They are bound before the context is made: Camel resolves Simple while it makes
 * one, and would keep its own.
 */
final class Languages {
    private Languages() {}

    static void bind(Registry registry, Permitted permitted) {
        registry.bind("simple-language", new PlainSimple(permitted));
        registry.bind("file-language", new PlainSimple(permitted));
        registry.bind("jq-language", new SharedJq(permitted));
        registry.bind("jsonpath-language", new PlainJsonPath());
        registry.bind("xpath-language", new PlainXPath());
    }
}
