package dev.routewright.web.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Principal;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * The one password there is until there are users: generated, never chosen, and kept as a hash in a file only its owner
 * may read. The file is read whenever somebody signs in, so a new password counts at once, whoever wrote it.
 */
public final class Passwords {
    /** Without letters and digits that look alike; 32, so that every character is worth five bits. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789_";

    private static final int LENGTH = 24;
    private static final String OWNER_ONLY = "rw-------";
    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./0-9A-Za-z]{53}");
    private static final String NOBODY =
            "Nobody can sign in to Hawtio. Make a new password with ./routewright password.";
    private static final Logger log = LoggerFactory.getLogger(Passwords.class);

    private final Path file;
    private final PasswordEncoder encoder = new BCryptPasswordEncoder();
    private final String nobodys = encoder.encode(generated());

    public Passwords(Path dataDir) {
        this.file = dataDir.toAbsolutePath().normalize().resolve("console.password");
    }

    /** Makes the first password. @return it, this once; empty when there is one already, or what was one */
    public Optional<String> first() {
        if (!Files.exists(file)) return Optional.of(renew());
        hash();
        return Optional.empty();
    }

    /**
     * Makes a new password; who is signed in with the old one no longer is.
     *
     * @throws UncheckedIOException with a sentence when it cannot be kept; the old one still counts
     */
    public String renew() {
        var password = generated();
        try {
            keep(encoder.encode(password));
            return password;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "[password file %s] it cannot be written. The password is what it was. Give its owner write permission."
                            .formatted(file),
                    e);
        }
    }

    /** Takes as long whether there is a password or none. @param hash empty for none */
    boolean matches(String password, String hash) {
        return encoder.matches(password, hash.isEmpty() ? nobodys : hash) && !hash.isEmpty();
    }

    /** What changes with the password; empty as long as there is none, or nobody can read it. */
    Optional<String> hash() {
        try {
            var hash = Files.readString(file).strip();
            if (HASH.matcher(hash).matches()) return Optional.of(hash);
            log.warn("[password file {}] it does not hold what was written there. {}", file, NOBODY);
        } catch (NoSuchFileException none) {
            // The next start makes one.
        } catch (IOException e) {
            log.warn("[password file {}] it cannot be read. {}", file, NOBODY);
        }
        return Optional.empty();
    }

    /** Who the call of this thread comes from, when it comes through a login. */
    public static Optional<String> signedIn() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(one -> one.getPrincipal() instanceof Operator)
                .map(Principal::getName);
    }

    private static String generated() {
        return new SecureRandom()
                .ints(LENGTH, 0, LETTERS.length())
                .mapToObj(at -> String.valueOf(LETTERS.charAt(at)))
                .collect(Collectors.joining());
    }

    /** Written beside and moved into place, so that no half a hash is ever read. */
    private void keep(String hash) throws IOException {
        Files.createDirectories(file.getParent());
        var part = isPosix()
                ? Files.createTempFile(
                        file.getParent(),
                        ".console",
                        "",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)))
                : Files.createTempFile(file.getParent(), ".console", "");
        try {
            Files.writeString(part, hash);
            if (Files.exists(file)) giveToOwnerOf(file, part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A server that runs as somebody else than who makes the password could not read it any more. */
    private static void giveToOwnerOf(Path file, Path part) throws IOException {
        var owner = Files.getOwner(file);
        if (!owner.equals(Files.getOwner(part))) Files.setOwner(part, owner);
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
