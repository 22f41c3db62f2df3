package dev.routewright.knowledge;

import dev.routewright.route.Operation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one document. One that cannot be called with a JSON object and answered in JSON is left out with
 * its reason, so that no route is ever drafted for it; the rest of the service stays usable.
 */
final class Operations {
    private static final int MAX_PATH = 500;
    private static final String IDEMPOTENT = "x-routewright-idempotent";

    /** The path is put behind a base URL as it stands: nothing in it may lead elsewhere. */
    private static final Pattern PATH = Pattern.compile(
            "(/([\\p{L}\\p{N}\\-._~!$&'()*+,;=:@]|%(?!2[fF]|5[cC]|00)[0-9A-Fa-f]{2}|\\{[^{}/?#%\\p{C}\\s]+})*)+");

    private static final Pattern DOTS = Pattern.compile("(^|/)(\\.|%2[eE]){1,2}(/|$)");

    private final String service;
    private final Components components;
    private final Inputs inputs;
    private final Replies replies;
    private final Exchanges exchanges;
    private final OperationIds ids = new OperationIds();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> idempotent = new ArrayList<>();

    Operations(String service, OpenAPI document) {
        var budget = new Budget();
        this.service = service;
        this.components = new Components(document);
        var schemas = new Schemas(components, budget);
        this.replies = new Replies(components, schemas, new PlainValues(budget));
        this.inputs = new Inputs(components, schemas, replies, SecuritySchemes.of(document));
        this.exchanges = new Exchanges(components, replies);
    }

    List<Operation> read(OpenAPI document) {
        var operations = new ArrayList<Operation>();
        if (document.getPaths() == null) return operations;
        document.getPaths().forEach((path, given) -> {
            var item = components.pathItem(given);
            item.readOperationsMap().forEach((method, operation) -> {
                String id = ids.next(operation.getOperationId(), method.name(), path);
                try {
                    operations.add(read(id, method, path, item, operation));
                    if (MediationExtension.isIdempotent(operation.getExtensions())) idempotent.add(id);
                } catch (LeftOut reason) {
                    leftOut.add(id + ": " + reason.getMessage());
                }
            });
        });
        return operations;
    }

    /** Ids of those marked as doing the same however often they are called. */
    List<String> idempotent() {
        return List.copyOf(idempotent);
    }

    /** One line for each operation that is not offered: its id and why. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    private Operation read(
            String id,
            PathItem.HttpMethod method,
            String path,
            PathItem item,
            io.swagger.v3.oas.models.Operation given) {
        if (method == PathItem.HttpMethod.TRACE) throw new LeftOut("TRACE is not called by routes");
        if (path.length() > MAX_PATH
                || !PATH.matcher(path).matches()
                || DOTS.matcher(path).find())
            throw new LeftOut("its path holds characters or segments that are not allowed in one");
        var taken = inputs.read(method, path, item, given);
        return new Operation(
                service,
                id,
                Texts.line(given.getSummary() == null ? item.getSummary() : given.getSummary(), 200),
                Texts.block(given.getDescription() == null ? item.getDescription() : given.getDescription(), 2000),
                method.name(),
                path,
                taken,
                replies.read(given.getResponses()),
                isIdempotent(method.name(), id, given.getExtensions()),
                exchanges.read(item, given, taken));
    }

    private static boolean isIdempotent(String method, String id, @Nullable Map<String, Object> extensions) {
        Object said = extensions == null ? null : extensions.get(IDEMPOTENT);
        if (said == null) return Operation.isIdempotentByItself(method);
        if (said instanceof Boolean mark) return mark;
        throw new Unusable(
                "%s of the operation %s is neither true nor false.".formatted(IDEMPOTENT, id),
                "Write true when making the call twice does no more than making it once, and send the document again.");
    }

    /** Why one operation is not offered. */
    static final class LeftOut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeftOut(String reason) {
            super(reason, null, false, false);
        }
    }
}
