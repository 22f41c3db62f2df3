package dev.routewright.services;

import dev.routewright.route.Service.Security;
import java.util.List;

/** What calls of a service carry that no route, message or model may know. Asked anew for each call. */
@FunctionalInterface
public interface CallCredentials {
    CallCredentials NONE = (caller, service) -> List.of();

    List<Sent> of(Caller caller, String service);

    /** Whose route makes the call. */
    record Caller(String integration, int version) {
        public static final Caller NOBODY = new Caller("", 0);
    }

    /** @param value for basic authentication user and password, with a colon between */
    record Sent(Security place, String value) {
        @Override
        public String toString() {
            return "Sent[" + place + "]";
        }
    }
}
