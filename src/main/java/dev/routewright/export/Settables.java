package dev.routewright.export;

import dev.routewright.camel.Setting;
import dev.routewright.camel.Usable;
import dev.routewright.integration.Declined;
import dev.routewright.route.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All that may be set about a version, and whether what is given can be. */
final class Settables {
    private final List<Service> services;
    private final List<Setting> settings;

    /** @param topics whether it reads or writes any */
    Settables(List<Service> services, boolean topics) {
        this.services = services;
        // Where the manifest is and what the password is are not for those who read what leaves.
        this.settings = Arrays.stream(Setting.values())
                .filter(setting -> setting != Setting.MANIFEST && setting != Setting.STORE_PASSWORD)
                .filter(setting -> topics || !setting.property().contains(".kafka."))
                .toList();
    }

    List<Settable> all() {
        var all = new ArrayList<Settable>();
        for (var service : services) all.add(settable(service));
        for (var setting : settings) all.add(settable(setting));
        return all;
    }

    private static Settable settable(Service service) {
        var says = "where %s runs, URLs with commas between%s"
                .formatted(
                        service.name(),
                        service.sandbox()
                                ? ", or `%s` to have its document's examples answer".formatted(Usable.SIMULATED)
                                : "");
        var standard = service.sandbox() ? "" : String.join(",", service.servers());
        return new Settable(Setting.instances(service.name()), says, standard, standard.isEmpty());
    }

    private static Settable settable(Setting setting) {
        return new Settable(
                setting.property(), setting.meaning(), setting.standard(), setting == Setting.KAFKA_BROKERS);
    }

    /** @throws Declined when something is set that there is not, or to what it cannot be */
    void check(Given given) {
        var names = all().stream().map(Settable::name).toList();
        given.values().forEach((name, value) -> {
            if (!names.contains(name))
                throw declined(
                        "%s is no setting of this version; there is %s".formatted(name, String.join(", ", names)));
            if (!value.isEmpty())
                objection(name, value).ifPresent(wanted -> {
                    throw declined("The value of %s is not %s".formatted(name, wanted));
                });
        });
    }

    private Optional<String> objection(String name, String value) {
        for (var service : services)
            if (Setting.instances(service.name()).equals(name)) return Usable.objection(value, service.sandbox());
        return settings.stream()
                .filter(setting -> setting.property().equals(name))
                .findFirst()
                .flatMap(setting -> Usable.objection(setting, value));
    }

    private static Declined declined(String what) {
        return new Declined(Declined.Reason.UNUSABLE, what + ". Nothing was exported. Correct it and send it again.");
    }
}
