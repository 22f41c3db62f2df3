package dev.routewright.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A text given on the command line, unchanged to the byte: YAML is made of newlines.
 *
 * @param label how messages name it
 */
record Source(String label, Kind kind, String text) {
    private static final int LONGEST_DESCRIPTION = 64 * 1024;
    private static final int LONGEST = 8 * 1024 * 1024;

    enum Kind {
        DESCRIPTION,
        ROUTE,
        SERVICE;

        /** By the end of the file name; empty for files that are none of ours. */
        static Optional<Kind> of(Path file) {
            var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".md")) return Optional.of(DESCRIPTION);
            if (name.matches(".*\\.camel\\.ya?ml")) return Optional.of(ROUTE);
            if (name.matches(".*\\.(openapi\\.(ya?ml|json)|kamelet\\.ya?ml)")) return Optional.of(SERVICE);
            return Optional.empty();
        }

        /** Standard input has no name to tell by; a route file is a YAML sequence of routes, all else is a description. */
        static Kind of(String text) {
            return text.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("---"))
                            .findFirst()
                            .filter(line -> line.matches("\uFEFF?- (route|from):.*"))
                            .isPresent()
                    ? ROUTE
                    : DESCRIPTION;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Reads a file, or standard input for {@code -}.
     *
     * @throws Complaint when it is not there, too long, or not text
     */
    static Source read(Shell shell, String name) {
        try {
            if (name.equals("-")) {
                var text = text("standard input", bytes(shell.in()));
                return new Source("standard input", Kind.of(text), text).checked();
            }
            return read(name, shell.path(name));
        } catch (IOException e) {
            throw unreadable(name);
        }
    }

    /** A service document under whatever name. */
    static String document(Shell shell, String name) {
        try {
            if (name.equals("-")) return text("standard input", bytes(shell.in()));
            try (var stream = Files.newInputStream(shell.path(name))) {
                return text(name, bytes(stream));
            }
        } catch (IOException e) {
            throw unreadable(name);
        }
    }

    private static Complaint unreadable(String name) {
        return new Complaint(Exit.USAGE, name + " cannot be read. Check its name and permissions.");
    }

    static Source read(String label, Path file) throws IOException {
        if (Files.isDirectory(file))
            throw new Complaint(Exit.USAGE, label + " is a folder. Name a file; check takes folders.");
        try (var stream = Files.newInputStream(file)) {
            var text = text(label, bytes(stream));
            return new Source(label, Kind.of(file).orElseGet(() -> Kind.of(text)), text).checked();
        }
    }

    /** The integration or service the file is named after; {@code order.zh.md} is {@code order}. Empty: not a name. */
    Optional<String> name() {
        var name = label.substring(Math.max(label.lastIndexOf('/'), label.lastIndexOf('\\')) + 1)
                .replaceFirst("\\.(md|camel\\.ya?ml|openapi\\.(ya?ml|json))$", "")
                .replaceFirst("\\.(en|zh)$", "");
        return name.matches("[a-z][a-z0-9-]{0,62}") ? Optional.of(name) : Optional.empty();
    }

    private Source checked() {
        if (text.isBlank()) throw refused("is empty. Write what the integration should do, in English or Chinese.");
        if (kind == Kind.DESCRIPTION && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_DESCRIPTION)
            throw refused("is longer than the 64 KiB a description may have. Describe one integration per file.");
        return this;
    }

    private Complaint refused(String sentence) {
        return new Complaint(Exit.REFUSED, label + " " + sentence);
    }

    private static byte[] bytes(InputStream stream) throws IOException {
        return stream.readNBytes(LONGEST + 1);
    }

    private static String text(String label, byte[] bytes) {
        if (bytes.length > LONGEST)
            throw new Complaint(Exit.REFUSED, label + " is longer than 8 MiB. Nothing was read from it.");
        var buffer = ByteBuffer.wrap(bytes);
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            if (text.indexOf('\0') < 0) return text;
        } catch (CharacterCodingException e) {
            throw new Complaint(
                    Exit.REFUSED,
                    "%s is not UTF-8 text: byte %d does not fit. Save it as UTF-8 and try again."
                            .formatted(label, buffer.position() + 1));
        }
        throw new Complaint(Exit.REFUSED, label + " is not text: it holds zero bytes. Name a text file.");
    }
}
