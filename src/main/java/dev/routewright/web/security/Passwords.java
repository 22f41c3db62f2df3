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
import java.util.stream.Collectors;
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

    private final Path file;
    private final PasswordEncoder encoder = new BCryptPasswordEncoder();
    private final String nobodys = encoder.encode(generated());

    public Passwords(Path dataDir) {
        this.file = dataDir.toAbsolutePath().normalize().resolve("console.password");
    }

    /** Makes the first password. @return it, this once; empty when there is one already */
    public Optional<String> first() {
        return Files.exists(file) ? Optional.empty() : Optional.of(renew());
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

    /** Takes as long whether there is a password or none. */
    boolean matches(String password) {
        var hash = hash();
        return encoder.matches(password, hash.orElse(nobodys)) && hash.isPresent();
    }

    /** What changes with the password, empty as long as there is none. */
    Optional<String> hash() {
        try {
            return Optional.of(Files.readString(file).strip()).filter(hash -> !hash.isEmpty());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("[password file %s] it cannot be read.".formatted(file), e);
        }
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
        Files.writeString(part, hash);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
