package dev.routewright.outbox;

/** Where it is told what became of calls and of the messages that made them. */
public interface Letters {

    /** Keeps a call that is given up, for a person. @return its id, once it is safe @throws RuntimeException when not */
    String keep(Call call, String cause);

    /** What is known now of a message that was kept. */
    void note(String letter, String cause);

    /** Something the message had begun was undone, or was not; for the record. Must not throw. */
    void undone(Begun begun, String sentence);
}
