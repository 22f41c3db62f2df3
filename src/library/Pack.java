import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Makes the library that goes along with an exported integration, while the product is packaged: the classes its plugin
 * reaches, whichever part of the product they are of, with their resources, and a POM with the versions the product
 * itself is built with. The same classes give the same bytes.
 *
 * <p>Run by the build as {@code java Pack.java VERSION POM-TEMPLATE CLASS-PATH OUT SOURCE...}; a source is a folder of
 * classes or a jar.
 */
final class Pack {
    private static final String PLUGIN = "dev/routewright/camel/RoutewrightPlugin";
    private static final String TOOL = "dev/routewright/camel/DeadLetters";
    private static final String DISCOVERY = "META-INF/services/org.apache.camel.spi.ContextServicePlugin";
    /** Folders that classes of theirs read from, by their own names. */
    private static final List<String> RESOURCES = List.of(
            "dev/routewright/cell/model.txt",
            "dev/routewright/journal/migration/",
            "dev/routewright/knowledge/memory.openapi.json",
            "dev/routewright/knowledge/saga.openapi.json",
            "dev/routewright/knowledge/schema.openapi.json");
    private static final Pattern OURS = Pattern.compile("dev/routewright/[\\w/]+(?:\\$\\w+)*");
    private static final Pattern WANTED = Pattern.compile("@([\\w.-]+)@");
    /** The earliest a jar can hold. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0, 0);

    private final Map<String, byte[]> all = new TreeMap<>();

    public static void main(String[] args) throws IOException {
        var out = Files.createDirectories(Path.of(args[3]));
        var pack = new Pack();
        for (var source : List.of(args).subList(4, args.length)) pack.read(Path.of(source));
        Files.writeString(out.resolve("version"), args[0] + "\n");
        Files.write(out.resolve("library.jar"), pack.jar());
        Files.writeString(out.resolve("library.pom"), pom(Files.readString(Path.of(args[1])), args[0], args[2]));
    }

    private void read(Path source) throws IOException {
        if (Files.isDirectory(source)) {
            files(source);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(source)) {
            files(jar.getPath("/"));
        }
    }

    private void files(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.filter(Files::isRegularFile).toList())
                all.putIfAbsent(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
    }

    private byte[] jar() throws IOException {
        var entries = new TreeMap<String, byte[]>();
        for (var name : reached()) entries.put(name + ".class", all.get(name + ".class"));
        for (var wanted : RESOURCES) {
            var found = all.keySet().stream().filter(name -> name.startsWith(wanted)).toList();
            if (found.isEmpty()) throw new IllegalStateException("Nothing lies at " + wanted + ".");
            found.forEach(name -> entries.put(name, all.get(name)));
        }
        entries.put(DISCOVERY, (PLUGIN.replace('/', '.') + "\n").getBytes(StandardCharsets.UTF_8));
        var bytes = new java.io.ByteArrayOutputStream();
        try (var jar = new ZipOutputStream(bytes)) {
            add(jar, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            var folders = new HashSet<String>();
            for (var entry : entries.entrySet()) {
                addFolders(jar, entry.getKey(), folders);
                add(jar, entry.getKey(), entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** Migrations are looked for by the folder they lie in, which a jar has only if it says so. */
    private static void addFolders(ZipOutputStream jar, String name, Set<String> known) throws IOException {
        for (int at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1))
            if (known.add(name.substring(0, at + 1)) && !name.startsWith("META-INF/"))
                add(jar, name.substring(0, at + 1), new byte[0]);
    }

    private static void add(ZipOutputStream jar, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }

    /** The plugin, the tool, and every class of ours whose name stands in one of them. */
    private Set<String> reached() {
        var reached = new HashSet<>(List.of(PLUGIN, TOOL));
        var open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            var content = all.get(open.pop() + ".class");
            for (var name : names(content))
                if (all.containsKey(name + ".class") && reached.add(name)) open.push(name);
        }
        for (var name : List.copyOf(reached)) {
            var room = name.substring(0, name.lastIndexOf('/')) + "/package-info";
            if (all.containsKey(room + ".class")) reached.add(room);
        }
        return reached;
    }

    /** All names of ours in the constants of a class, whatever they are there for. */
    private static List<String> names(byte[] content) {
        var names = new ArrayList<String>();
        try (var in = new DataInputStream(new ByteArrayInputStream(content))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int n = 1; n < count; n++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> OURS.matcher(in.readUTF()).results().map(found -> found.group()).forEach(names::add);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        n++;
                    }
                    case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    default -> throw new IllegalStateException("A constant of kind " + tag + " is not known.");
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return names;
    }

    /** Its versions are those of the jars the product is compiled against. */
    private static String pom(String template, String version, String classPath) {
        var versions = new TreeMap<String, String>(Map.of("version", version));
        for (var jar : classPath.split(java.io.File.pathSeparator)) {
            var at = Path.of(jar).getParent();
            if (jar.endsWith(".jar") && at != null && at.getParent() != null)
                versions.put(at.getParent().getFileName().toString(), at.getFileName().toString());
        }
        return WANTED.matcher(template).replaceAll(found -> {
            var known = versions.get(found.group(1));
            if (known == null) throw new IllegalStateException(found.group(1) + " is not on the class path.");
            return Matcher.quoteReplacement(known);
        });
    }
}
