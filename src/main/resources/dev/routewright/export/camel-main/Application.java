package exported;

import org.apache.camel.main.Main;

/** Runs the integration until it is asked to stop. */
public final class Application {
    private Application() {}

    public static void main(String[] args) throws Exception {
        System.exit(new Main(Application.class).run(args));
    }
}
