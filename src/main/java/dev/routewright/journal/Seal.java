package dev.routewright.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals values with a key that lies in a file beside the store, readable by its owner only: who has the store alone, or
 * a backup of it, has no value. What is sealed is bound to its place, so a row cannot be moved to another.
 */
public final class Seal {
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG = 128;
    private static final String OWNER_ONLY = "rw-------";

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Reads the key, or makes one.
     *
     * @throws StoreUnavailable with a sentence when the file is unusable; nothing has started
     */
    public static Seal in(Path dataDir) {
        Path file = dataDir.toAbsolutePath().normalize().resolve("credentials.key");
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) create(file);
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length != KEY) throw new IllegalArgumentException("wrong length");
            if (isPosix(file)) Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ONLY));
            return new Seal(key);
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreUnavailable(
                    ("[key file %s] it cannot be used as the key of the credentials. Nothing was started and nothing was"
                                    + " changed. Restore it from a backup, or move it away: then credentials have to be"
                                    + " given again.")
                            .formatted(file),
                    e);
        }
    }

    /** Written beside and moved into place, so that no half a key is ever read. */
    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY];
        new SecureRandom().nextBytes(key);
        Path part = isPosix(file.getParent())
                ? Files.createTempFile(
                        file.getParent(),
                        ".credentials",
                        "",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)))
                : Files.createTempFile(file.getParent(), ".credentials", "");
        Files.writeString(part, Base64.getEncoder().encodeToString(key));
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException other) {
            Files.delete(part);
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    String seal(String value, String place) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, value.getBytes(StandardCharsets.UTF_8), place);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(NONCE + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    /** @throws IllegalStateException when it was sealed by another key, or for another place */
    String open(String sealed, String place) {
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
        byte[] nonce = new byte[NONCE];
        bytes.get(nonce);
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, rest, place), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] bytes, String place) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A credential cannot be opened with the key there is. Give the credential again.", e);
        }
    }
}
