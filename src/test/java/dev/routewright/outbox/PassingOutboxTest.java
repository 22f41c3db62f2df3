package dev.routewright.outbox;

class PassingOutboxTest extends OutboxContract {
    @Override
    protected OutboxStore open() {
        return new PassingOutbox(letter -> {});
    }
}
