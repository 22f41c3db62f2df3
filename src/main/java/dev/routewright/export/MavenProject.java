package dev.routewright.export;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** A small Maven project that runs an integration, and plays its rehearsal when it is built. */
final class MavenProject {
    private static final String JAVA = "java/exported/";

    private final Departure departure;
    private final Target target;

    MavenProject(Departure departure, Target target) {
        this.departure = departure;
        this.target = target;
    }

    Export export() {
        var words = new Words(departure).all();
        var files = new TreeMap<String, byte[]>();
        files.put("README.md", Texts.of(of("README.md"), words));
        files.put("pom.xml", Texts.of(of("pom.xml"), words));
        files.put("src/main/" + JAVA + "Application.java", Texts.of(of("Application.java"), words));
        var resources = "src/main/resources/";
        if (target == Target.CAMEL_MAIN) files.put(resources + "logback.xml", Texts.of(of("logback.xml"), words));
        files.put(resources + "application.properties", Texts.of(of("application.properties"), words));
        files.put(resources + "camel/" + departure.name() + ".camel.yaml", bytes(departure.route()));
        departure
                .kamelets()
                .forEach((name, yaml) -> files.put(resources + "kamelets/" + name + ".kamelet.yaml", bytes(yaml)));
        files.put(
                resources + "routewright/integration.json", departure.manifest().bytes());
        files.put("src/test/" + JAVA + "RehearsalTest.java", Texts.of(of("RehearsalTest.java"), words));
        for (var shared : new String[] {"Scenario", "Stubs", "Player", "Topics", "Pattern"})
            files.put("src/test/" + JAVA + shared + ".java", Texts.of("project/" + shared + ".java", words));
        files.put("src/test/resources/rehearsal.json", departure.rehearsed().get());
        departure.library().files().forEach((path, file) -> files.put("repository/" + path, file));
        return Export.of(files);
    }

    private String of(String file) {
        return target.code() + "/" + file;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
