package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Services no case needs, registered beside those it does, so that drafting has to find the right ones. The same number
 * always gives the same services. They can be called, and whoever calls them fails the behaviour.
 */
final class Crowd implements AutoCloseable {
    private static final String NAME = "crowd";

    private final Map<String, JsonNode> documents = new LinkedHashMap<>();
    private final StubService stub;

    /** @param cases whose services' names are taken @param port where all of them answer */
    Crowd(int size, List<BenchCase> cases, int port, Calls calls) {
        var together = Text.MAPPER.createObjectNode();
        var paths = together.putObject("paths");
        for (int i = 0; documents.size() < size; i++) {
            var member = CrowdService.number(i);
            if (cases.stream().anyMatch(one -> one.documents().containsKey(member.name()))) continue;
            documents.put(member.name(), member.document("http://127.0.0.1:%d/%s".formatted(port, member.name())));
            documents
                    .get(member.name())
                    .path("paths")
                    .properties()
                    .forEach(path -> paths.set("/" + member.name() + path.getKey(), path.getValue()));
        }
        var script = new Script();
        script.load(MissingNode.getInstance(), MissingNode.getInstance(), Text.MAPPER.createObjectNode());
        stub = new StubService(NAME, together, port, MissingNode.getInstance(), calls, script);
        stub.up();
    }

    Map<String, JsonNode> documents() {
        return documents;
    }

    @Override
    public void close() {
        stub.close();
    }
}
