package dev.routewright.drafting.model;

import dev.routewright.drafting.Drafter;
import dev.routewright.inspection.Inspector;
import dev.routewright.inspection.Policy;
import dev.routewright.knowledge.BuiltIn;
import dev.routewright.knowledge.Manual;
import dev.routewright.knowledge.OpenApiServices;
import dev.routewright.route.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Drafts one case of a corpus from answers on paper: {@code CASE LANG FOLDER}. The folder gets each prompt as
 * {@code n.prompt}; the answer is read from {@code n.answer}, and where there is none the trial stops.
 */
public final class PaperTrial {
    private PaperTrial() {}

    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[2]));
        var services = services(Path.of(args[0]));
        var description = Files.readString(Path.of(args[0], "description." + args[1] + ".md"));
        var manual = new Manual(Policy.standard().vocabulary());
        var drafter = new ModelDrafter(new Paper(folder), manual);
        var outcome = drafter.draft(
                new Drafter.Brief("trial", description, services, Map.of(), List.of(), Optional.empty()),
                words -> System.out.println("stage: " + words));
        System.out.println(outcome.effort());
        if (!(outcome instanceof Drafter.Outcome.Drafted drafted)) {
            System.out.println(outcome);
            return;
        }
        Files.writeString(folder.resolve("route.yaml"), drafted.draft().yaml());
        new Inspector(Policy.standard())
                .inspect(drafted.draft().yaml(), BuiltIn.with(services))
                .findings()
                .forEach(System.out::println);
    }

    static List<Service> services(Path folder) throws IOException {
        var services = new ArrayList<Service>();
        try (var files = Files.list(folder.resolve("services"))) {
            for (var file : files.sorted().toList())
                services.add(OpenApiServices.read(
                        file.getFileName().toString().replace(".openapi.json", ""),
                        Files.readString(file).replace("{{host}}:{{port}}", "127.0.0.1:9")));
        }
        return services;
    }

    private static final class Paper implements Model {
        private final Path folder;
        private int asked;

        Paper(Path folder) {
            this.folder = folder;
        }

        @Override
        public String name() {
            return "paper";
        }

        @Override
        public Answer ask(Prompt prompt, Consumer<String> tokens) {
            asked++;
            var text = new StringBuilder();
            for (var message : prompt.messages())
                text.append("######## ")
                        .append(message.role())
                        .append('\n')
                        .append(message.text())
                        .append('\n');
            int cost = Conversation.tokens(prompt.messages(), prompt.shape());
            System.out.println(prompt.purpose() + " prompt " + asked + ": " + cost + " tokens "
                    + Arrays.toString(prompt.messages().stream()
                            .mapToInt(message -> dev.routewright.knowledge.Tokens.count(message.text()))
                            .toArray()));
            try {
                Files.writeString(folder.resolve(asked + ".prompt"), text);
                var answer = folder.resolve(asked + ".answer");
                if (!Files.exists(answer)) throw new ModelUnavailable("No answer on paper yet.");
                return new Answer(Files.readString(answer), new Usage(cost, 0, 0), End.COMPLETE);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() {}
    }
}
