package dev.routewright.export;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that let stories leave; each story is drafted and rehearsed once for all tests of a class. */
abstract class WithStories {
    @TempDir
    static Path home;

    static Stories stories;

    @BeforeAll
    static void open() throws IOException {
        stories = new Stories(home);
    }

    @AfterAll
    static void close() {
        stories.close();
    }
}
