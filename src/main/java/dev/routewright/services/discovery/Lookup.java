package dev.routewright.services.discovery;

import java.util.List;

/** One way to find out where instances are. May wait for the network. */
@FunctionalInterface
interface Lookup {
    List<Place> places(Source source) throws LookupFailed;
}
