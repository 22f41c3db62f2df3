package dev.routewright.web;

/** A setting that cannot be used, found out while putting the parts together. The message is a sentence. */
final class SettingUnusable extends RuntimeException {
    SettingUnusable(String setting, String problem) {
        super("[%s] %s Nothing was started. docs/configuration.md says what it may be.".formatted(setting, problem));
    }
}
