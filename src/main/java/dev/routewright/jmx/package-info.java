/**
 * The way in over JMX: one MBean for the runtime and one for each integration, which Hawtio shows as forms. Like every
 * door it asks {@link dev.routewright.integration.Integrations} and decides nothing; what goes in and out is text and
 * numbers, and an error is a sentence. Start at {@link dev.routewright.jmx.Management}.
 */
@NullMarked
package dev.routewright.jmx;

import org.jspecify.annotations.NullMarked;
