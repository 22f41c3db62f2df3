/**
 * Tries the packaged application from outside: a child process, its two ports, its data directory, and stubs for the
 * services it calls. No test uses a class of the product, so it can only pass for what a person could see;
 * {@link dev.routewright.tests.MediationBenchmark} does, to measure a call without the doors around it.
 * Start at {@link dev.routewright.tests.EverydayDescriptionsIT}.
 */
@NullMarked
package dev.routewright.tests;

import org.jspecify.annotations.NullMarked;
