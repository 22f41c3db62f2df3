package dev.routewright.cli;

import dev.routewright.inspection.Policy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The policy routes are judged by: the one that ships, or the file that is named. */
final class PolicyFile {
    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "policy file to judge by (default: $ROUTEWRIGHT_POLICY_FILE, or the one that ships)")
    private @Nullable String file;

    /** @throws Complaint when the file is not there, or is not a policy */
    Policy read(Shell shell) {
        var named = file != null ? file : shell.environment("ROUTEWRIGHT_POLICY_FILE", "");
        if (named.isEmpty()) return Policy.standard();
        return read(shell, named).fold(Function.identity(), problem -> {
            throw new Complaint(Exit.USAGE, "%s: %s".formatted(named, problem));
        });
    }

    static Reading read(Shell shell, String name) {
        var text = Source.document(shell, name);
        try {
            return new Reading.Read(Policy.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        } catch (IllegalArgumentException | IOException e) {
            return new Reading.Refused(String.valueOf(e.getMessage()));
        }
    }

    /** A file is a policy, or there is a sentence why not. */
    sealed interface Reading {
        <T> T fold(Function<Policy, T> read, Function<String, T> refused);

        record Read(Policy policy) implements Reading {
            @Override
            public <T> T fold(Function<Policy, T> read, Function<String, T> refused) {
                return read.apply(policy);
            }
        }

        record Refused(String problem) implements Reading {
            @Override
            public <T> T fold(Function<Policy, T> read, Function<String, T> refused) {
                return refused.apply(problem);
            }
        }
    }
}
