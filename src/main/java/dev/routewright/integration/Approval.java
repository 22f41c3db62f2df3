package dev.routewright.integration;

import dev.routewright.route.Grant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a version that stands goes live by itself.
 *
 * @param folder whether what lies in the watched folder does: whoever may write there may approve
 * @param unwidened whether a version from elsewhere does when it may touch nothing the live one may not
 */
public record Approval(boolean folder, boolean unwidened) {

    boolean grantsItself(String source, Grant grant, @Nullable Grant live) {
        if (source.equals("folder")) return folder;
        return unwidened && live != null && !grant.widens(live);
    }
}
