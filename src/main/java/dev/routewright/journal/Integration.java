package dev.routewright.journal;

import org.jspecify.annotations.Nullable;

/**
 * The desired state of one integration.
 *
 * @param latest its newest version
 * @param live the version that should run, null when none should
 */
public record Integration(String name, int latest, @Nullable Integer live, boolean paused) {}
