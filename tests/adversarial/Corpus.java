import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.routewright.inspection.Inspection;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.route.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Runs a corpus of hostile and useful routes against a policy and counts; see README.md. Started by the script beside it. */
public final class Corpus {
    /** Warnings that say nothing about the danger of a fragile route: useful routes get them too. */
    private static final Set<String> BESIDE_THE_POINT = Set.of("json-from-text", "endpoint-unconnected");

    private final Inspector inspector;
    private final boolean talkative;
    private final Map<String, int[]> rejects = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int accepted;
    private int useful;

    private Corpus(Inspector inspector, boolean talkative) {
        this.inspector = inspector;
        this.talkative = talkative;
    }

    public static void main(String[] arguments) {
        var words = new ArrayList<>(List.of(arguments));
        boolean talkative = words.remove("-v");
        Path policy = Path.of(words.remove(0));
        int given = words.indexOf("--policy");
        try {
            if (given >= 0) {
                policy = Path.of(words.get(given + 1));
                words.subList(given, given + 2).clear();
            }
            if (words.size() != 1) throw new IllegalArgumentException("Name one folder with accept/ and reject/.");
            Path folder = Path.of(words.get(0));
            try (var in = Files.newInputStream(policy)) {
                System.exit(new Corpus(new Inspector(Policy.read(in)), talkative).run(folder));
            }
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            System.err.println("The corpus was not run: " + e.getMessage());
            System.exit(2);
        }
    }

    private int run(Path folder) throws IOException {
        boolean any = false;
        for (String kind : List.of("reject", "accept")) {
            Path index = folder.resolve(kind).resolve("index.json");
            if (!Files.exists(index)) continue;
            any = true;
            for (JsonNode c : new ObjectMapper().readTree(index.toFile()).path("cases")) {
                String file = c.path("file").asText();
                byte[] bytes = Files.readAllBytes(folder.resolve(kind).resolve(file));
                var inspection = inspector.inspect(new String(bytes, StandardCharsets.UTF_8), List.of());
                if (talkative) show(file, inspection);
                if (kind.equals("reject")) hostile(c, file, inspection);
                else useful(file, inspection);
            }
        }
        if (!any) throw new IOException(folder + " holds neither reject/index.json nor accept/index.json.");
        System.out.printf("%-20s %8s %8s %8s%n", "category", "refused", "warned", "escaped");
        rejects.forEach((name, n) -> System.out.printf("%-20s %8d %8d %8d%n", name, n[0], n[1], n[2]));
        System.out.printf("%-20s %d of %d%n", "accepted", accepted, useful);
        wrong.forEach(System.out::println);
        return wrong.isEmpty() ? 0 : 1;
    }

    private void hostile(JsonNode c, String file, Inspection inspection) {
        int[] counts = rejects.computeIfAbsent(c.path("category").asText(), k -> new int[3]);
        boolean fragile = c.path("expect").asText().equals("reject-or-warn")
                || c.path("category").asText().equals("fragile");
        boolean warned = fragile
                && inspection.findings().stream().anyMatch(f -> !BESIDE_THE_POINT.contains(f.rule()));
        counts[!inspection.accepted() ? 0 : warned ? 1 : 2]++;
        if (inspection.accepted() && !warned)
            wrong.add("ESCAPED  %s (%s: %s)"
                    .formatted(file, c.path("category").asText(), c.path("danger").asText()));
    }

    private void useful(String file, Inspection inspection) {
        useful++;
        if (inspection.accepted()) accepted++;
        else {
            wrong.add("REFUSED  " + file);
            inspection.findings().stream().filter(Finding::isError).forEach(f -> wrong.add("         " + line(f)));
        }
    }

    private static void show(String file, Inspection inspection) {
        System.out.println((inspection.accepted() ? "accepted " : "refused  ") + file);
        inspection.findings().forEach(f -> System.out.println("         " + line(f)));
    }

    private static String line(Finding f) {
        return "%d:%d %s %s %s".formatted(f.line(), f.column(), f.severity(), f.rule(), f.problem());
    }
}
