package exported;

import org.apache.camel.main.Main;

/** Runs the integration until it is asked to stop. */
public final class Application {
    /** What lies where it is started counts before what is in the jar. */
    private static final String SETTINGS =
            "file:config/application.properties;optional=true,classpath:application.properties;optional=true";

    private Application() {}

    public static void main(String[] args) throws Exception {
        var main = new Main(Application.class);
        main.setPropertyPlaceholderLocations(SETTINGS);
        System.exit(main.run(args));
    }
}
