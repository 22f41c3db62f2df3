package dev.routewright.inspection;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the policy lets any route name, as plain names for the cell. The cell holds a running route against them by code
 * of its own, so that a hole in inspection is no hole in the cell.
 *
 * @param consuming component → options when a route begins with it; a component that is missing may not be consumed
 * @param producing component → options when a route sends to it
 * @param querying components whose unknown options are sent as query parameters
 * @param kamelets catalog Kamelet → parameters
 * @param dataFormats data format → options
 * @param exceptions types a route may catch or throw
 * @param types for conversions
 * @param references names of the runtime's objects, without {@code #}
 * @param controlHeaders headers that steer Camel and may be set all the same
 * @param placeholders name → text
 * @param networks CIDR blocks a resolved address may lie in although it is not public
 */
public record Permitted(
        Map<String, Set<String>> consuming,
        Map<String, Set<String>> producing,
        Set<String> querying,
        Map<String, Set<String>> kamelets,
        Set<String> languages,
        Map<String, Set<String>> dataFormats,
        Set<String> simpleFunctions,
        Set<String> jqFunctions,
        Set<String> exceptions,
        Set<String> types,
        Set<String> references,
        Set<String> controlHeaders,
        Map<String, String> placeholders,
        List<String> networks) {}
