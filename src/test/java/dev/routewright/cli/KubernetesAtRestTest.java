package dev.routewright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need no cluster run where there is not one class of its client, so none of them loads it. */
class KubernetesAtRestTest {
    @TempDir
    private Path folder;

    @Test
    void otherCommandsDoNotLoadTheClient() throws Exception {
        for (var command : new String[] {"--help", "help deploy", "version", "list --server http://127.0.0.1:1"})
            assertThat(run(command)).as(command).contains("exit=");
    }

    @Test
    void deployDoes() {
        assertThatThrownBy(() -> run("undeploy order -n shop"))
                .isInstanceOf(InvocationTargetException.class)
                .hasRootCauseInstanceOf(ClassNotFoundException.class);
    }

    private String run(String command) throws Exception {
        try (var loader = new WithoutKubernetes()) {
            var shells = loader.loadClass(Terminals.class.getName());
            var in = shells.getDeclaredMethod("in", Path.class);
            in.setAccessible(true);
            var run = shells.getDeclaredMethod("run", String[].class);
            run.setAccessible(true);
            var said = run.invoke(in.invoke(null, folder), (Object) command.split(" "));
            return String.valueOf(said);
        }
    }

    /** Loads our own classes anew, and no class of the Kubernetes client at all. */
    private static final class WithoutKubernetes extends java.net.URLClassLoader {
        WithoutKubernetes() {
            super(
                    Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                            .map(WithoutKubernetes::url)
                            .toArray(java.net.URL[]::new),
                    KubernetesAtRestTest.class.getClassLoader());
        }

        private static java.net.URL url(String path) {
            try {
                return Path.of(path).toUri().toURL();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.fabric8.")) throw new ClassNotFoundException(name);
            if (!name.startsWith("dev.routewright.cli.") && !name.startsWith("dev.routewright.deploy."))
                return super.loadClass(name, resolve);
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
