package dev.routewright.services;

import dev.routewright.route.Service.Security;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What calls of a service carry that no route, message or model may know. Asked anew for each call. */
@FunctionalInterface
public interface CallCredentials {
    CallCredentials NONE = (caller, service) -> List.of();

    List<Sent> of(Caller caller, String service);

    /** Whose route makes the call. */
    record Caller(String integration, int version) {
        public static final Caller NOBODY = new Caller("", 0);
    }

    /**
     * @param value for basic authentication, and for what a token is got with, id and password with a colon between
     * @param renewal what may be tried when the service refuses it; null when there is nothing else to try
     */
    record Sent(Security place, String value, @Nullable Renewal renewal) {
        public Sent(Security place, String value) {
            this(place, value, null);
        }

        @Override
        public String toString() {
            return "Sent[" + place + "]";
        }
    }

    /** Gets another in place of one that was refused. */
    @FunctionalInterface
    interface Renewal {
        /** @throws Unavailable when there is none */
        Optional<Sent> renewed();
    }

    /** There is no credential at the moment. The message is a sentence for people and holds nothing secret. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String sentence) {
            super(sentence, null, false, false);
        }
    }
}
