/**
 * Tries the packaged application from outside: a child process, its two ports, its data directory, and stubs for the
 * services it calls. Nothing here uses a class of the product, so a test can only pass for what a person could see.
 * Start at {@link dev.routewright.tests.EverydayDescriptionsIT}.
 */
@NullMarked
package dev.routewright.tests;

import org.jspecify.annotations.NullMarked;
