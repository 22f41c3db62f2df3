package dev.routewright.camel;

import java.util.List;

/** The messages of an exported integration that failed and are kept, for a JMX console. */
public interface DeadLettersMXBean {

    /** Newest first, at most a hundred: id, when it was kept, where it failed, why. */
    List<String> getList();

    /** @param id of one of the list */
    String show(String id);

    /** Sends it in again by the entry it came from. @return what became of it */
    String replay(String id);

    /** @return false when there is none of that id that waits */
    boolean delete(String id);
}
