package dev.routewright.drafting.offline;

import dev.routewright.drafting.offline.Flow.Block;
import dev.routewright.drafting.offline.Flow.CallNode;
import dev.routewright.route.Operation;
import dev.routewright.route.Schema;
import dev.routewright.route.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/** The places values can come from at one point of a plan. */
final class Finder {
    private final Message message;
    private final Phrasebook book;

    Finder(Message message, Phrasebook book) {
        this.message = message;
        this.book = book;
    }

    Message message() {
        return message;
    }

    /** Latest reply first, then the current item, then the message. */
    List<Source> sources(Block block) {
        var sources = new ArrayList<>(replies(block));
        if (block.item != null) sources.add(0, block.item);
        if (message.isPresent()) sources.add(message.source(book.say("whole-message")));
        return sources;
    }

    List<Source> replies(Block block) {
        var calls = new ArrayList<>(block.known);
        Collections.reverse(calls);
        return calls.stream().map(this::reply).toList();
    }

    Source reply(CallNode call) {
        var topics = new HashSet<>(call.phrase.topics());
        call.phrase.people().forEach(p -> p.keys().forEach(topics::add));
        var schema =
                call.profile.operation().success().map(Operation.Reply::schema).orElse(Schema.ANY);
        return new Source(
                call.result, book.say("reply-of", call.profile.operation().key()), schema, call.profile, topics);
    }

    static Value whole(Source source) {
        return new Value.Field(source.name(), "");
    }
}
