package dev.routewright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A request a stub received. Written by the stub's thread and read by the judge's, so what comes later is volatile. */
final class Call {
    private final String service;
    private final @Nullable String operation;
    private final String name;
    private final String method;
    private final String target;
    private final ObjectNode request;
    private final double start;
    private volatile @Nullable Double end;
    private volatile @Nullable Integer status;
    private volatile @Nullable String refusal;

    /**
     * @param operation null when the document has none for this request
     * @param request path, query, headers, body and text
     */
    Call(
            String service,
            @Nullable String operation,
            String name,
            String method,
            String target,
            ObjectNode request,
            double start) {
        this.service = service;
        this.operation = operation;
        this.name = name;
        this.method = method;
        this.target = target;
        this.request = request;
        this.start = start;
    }

    /** Seconds on a clock that never goes back. */
    static double now() {
        return System.nanoTime() / 1e9;
    }

    void refused(String why) {
        refusal = why;
    }

    void answered(int code) {
        end = now();
        status = code;
    }

    boolean isKnown() {
        return operation != null;
    }

    String service() {
        return service;
    }

    String name() {
        return name;
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    ObjectNode request() {
        return request;
    }

    /** @param name path, query, headers, body or text */
    JsonNode part(String name) {
        return request.path(name);
    }

    double start() {
        return start;
    }

    @Nullable
    Double end() {
        return end;
    }

    @Nullable
    Integer status() {
        return status;
    }

    /** Why a service that keeps to its document turned it down; null when it did not. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** For whoever looks into why something failed. @param since what times count from */
    ObjectNode brief(double since) {
        var brief = Text.MAPPER.createObjectNode().put("op", name).put("t", rounded(start - since));
        var ended = end;
        brief.put("ms", ended == null ? null : Math.round((ended - start) * 1000));
        brief.put("status", status).put("path", target);
        var body = part("body").isNull() ? part("text") : part("body");
        brief.put("body", Text.shortly(Text.of(body), 300));
        if (refusal != null) brief.put("contract", refusal);
        return brief;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
