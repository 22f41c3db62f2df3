package dev.routewright.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Files by their path, in order. No path leads out of the folder they are put in, whoever named them.
 *
 * @param files relative paths with slashes
 */
public record Export(SortedMap<String, byte[]> files) {
    private static final Pattern PATH =
            Pattern.compile("(?!.*(^|/)\\.{1,2}(/|$))[A-Za-z0-9._-]{1,200}(/[A-Za-z0-9._-]{1,200}){0,12}");
    private static final int MOST = 10_000;
    private static final long LARGEST = 256L * 1024 * 1024;
    /** The first moment a zip can name; the time of an export is nobody's business and would make each differ. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    public Export {
        for (var path : files.keySet())
            if (!PATH.matcher(path).matches())
                throw new IllegalArgumentException("An export holds a path that is not usable. Nothing was written.");
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static Export of(Map<String, byte[]> files) {
        return new Export(new TreeMap<>(files));
    }

    /** One file, as text. */
    public String text(String path) {
        var bytes = files.get(path);
        if (bytes == null) throw new IllegalArgumentException("The export has no file %s.".formatted(path));
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The same files give the same bytes: nothing is compressed, as compressors differ. */
    public byte[] zip() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                var crc = new CRC32();
                crc.update(file.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setTimeLocal(NO_TIME);
                entry.setSize(file.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException with a sentence when it is not a zip of an export */
    public static Export unzip(byte[] bytes) {
        var files = new TreeMap<String, byte[]>();
        long all = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var content = atMost(zip, LARGEST - all);
                all += content.length;
                if (entry.isDirectory() || files.size() == MOST || files.put(entry.getName(), content) != null)
                    throw new IllegalArgumentException(
                            "This is no zip of an export: it has folders, too many files, or one twice.");
            }
        } catch (IOException broken) {
            throw new IllegalArgumentException("This is no zip of an export: it is cut off or damaged.", broken);
        }
        if (files.isEmpty()) throw new IllegalArgumentException("This is no zip of an export: it holds no file.");
        return new Export(files);
    }

    private static byte[] atMost(InputStream in, long most) throws IOException {
        var content = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + 1));
        if (content.length > most) throw new IllegalArgumentException("This is no zip of an export: it is too large.");
        return content;
    }
}
