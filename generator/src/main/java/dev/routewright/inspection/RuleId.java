package dev.routewright.inspection;

import dev.routewright.route.Severity;

/**
 * Every rule by its stable id, with what it means and what to do. Each has a page in docs/rules; a test compares them.
 */
enum RuleId {
    DOCUMENT_TOO_LARGE("The file is larger than the policy allows.", "Split the integration into smaller ones."),
    DOCUMENT_TOO_DEEP("The file is nested deeper than the policy allows.", "Flatten the route."),
    DOCUMENT_EMPTY("The file holds no route.", "Write at least one `- route:` entry."),
    DOCUMENT_ROOT(
            "The file is not a list of entries with one key each.",
            "Write a list whose entries look like `- route: …`."),
    DOCUMENT_SEVERAL("The file holds several YAML documents.", "Remove the line `---` and keep one document."),
    DOCUMENT_CHARACTER(
            "The file holds a control, zero-width or bidirectional character.",
            "Delete the character; use plain spaces and line feeds."),
    TEXT_TOO_LONG("One text is longer than the policy allows.", "Shorten the text or have a service produce it."),
    YAML_SYNTAX("The file is not YAML.", "Correct the YAML at this place."),
    YAML_ANCHOR("The file uses an anchor or alias.", "Write the content out instead of naming it with & and *."),
    YAML_TAG("The file uses an explicit tag.", "Remove the tag; write the value as plain text."),
    YAML_MERGE("The file uses a merge key.", "Write the merged keys out."),
    YAML_DUPLICATE_KEY("A key stands twice in one mapping.", "Keep one of the two."),
    TOO_MANY("The file holds more routes or steps than the policy allows.", "Split the integration into smaller ones."),
    TOO_COMPLEX(
            "The file has more ways for a message, or more findings, than can be judged together.",
            "Split the integration into smaller ones."),
    PLACEHOLDER_NOT_ALLOWED(
            "A `{{…}}` placeholder is not on the policy's list.",
            "Write the value itself, or ask an operator to list the placeholder in the policy."),
    KEY_UNKNOWN("A key means nothing to Camel or is not on the policy's list.", "Remove the key."),
    STEP_NOT_ALLOWED("A step or section is not on the policy's list.", "Use one of the allowed steps."),
    SHAPE(
            "A value has the wrong shape, such as a text where a list belongs.",
            "Write the value in the expected shape."),
    VALUE_MISSING("A required value is missing.", "Add the value."),
    VALUE_NOT_ALLOWED("A value is not one of those the policy allows.", "Use an allowed value."),
    LIMIT_EXCEEDED("A number is outside the policy's limits.", "Use a number inside the limits."),
    LIMIT_MISSING("A bound that the policy demands is missing.", "Add the bound."),
    REFERENCE_NOT_ALLOWED(
            "A bean, class or registry reference is not on the policy's list.", "Use one of the listed references."),
    EXCEPTION_NOT_ALLOWED("An exception type is not on the policy's list.", "Use one of the listed exception types."),
    ID_NOT_ALLOWED("An id has the wrong form or is reserved.", "Use lower-case letters, digits and dashes."),
    ID_DUPLICATE("An id stands twice.", "Give each route and step its own id."),
    ENDPOINT_SYNTAX(
            "An endpoint URI is not written plainly.", "Write `scheme:path` and put options under `parameters`."),
    ENDPOINT_DYNAMIC(
            "An endpoint depends on the message.",
            "Write the endpoint literally and decide between endpoints by `choice`."),
    COMPONENT_NOT_ALLOWED(
            "A component is unknown or not on the policy's list.",
            "Call a registered service by `kamelet:<service>-<operation>`, or use an allowed component."),
    OPTION_UNKNOWN("An endpoint option does not exist.", "Remove the option."),
    OPTION_NOT_ALLOWED("An endpoint option is not on the policy's list.", "Remove the option."),
    SERVICE_UNKNOWN(
            "A Kamelet is neither an operation of a registered service nor an allowed Kamelet.",
            "Use `kamelet:<service>-<operation>` of a registered service."),
    INPUT_MISSING(
            "A call lacks an input that its operation requires, so that it would never be sent.",
            "Add the input to the object the call sends."),
    LATER_CALL_MISTAKEN(
            "A call is marked to be made later that cannot be.",
            "Remove `compensation` or `async`, or name the operation that undoes the earlier call."),
    HOST_NOT_ALLOWED(
            "An HTTP address is not on the policy's list.",
            "Register the service and call it by `kamelet:<service>-<operation>`, or ask an operator to list the host."),
    ENTRY_NOT_ALLOWED("An entry path is malformed, reserved or a wildcard.", "Use a plain path such as `/orders`."),
    ENTRY_DUPLICATE("Two routes listen at one entry.", "Give each route its own entry."),
    SCHEDULE_NOT_ALLOWED("A schedule is malformed or fires too often.", "Use a slower schedule."),
    FOLDER_NOT_ALLOWED(
            "A folder or file name leaves the shared data folder or depends on the message.",
            "Use a relative folder of plain names, such as `out/invoices`."),
    TOPIC_NOT_ALLOWED("A Kafka topic is malformed or not on the policy's list.", "Use one plain, allowed topic name."),
    LANGUAGE_NOT_ALLOWED(
            "An expression language is not on the policy's list.", "Use jq for data, constant for fixed texts."),
    EXPRESSION_MISSING("A step lacks its expression, or has two.", "Write exactly one expression."),
    EXPRESSION_SYNTAX("An expression cannot be read.", "Correct the expression."),
    VALUES_NOT_LISTED(
            "A jq makes a list of several values, but the value itself of one.",
            "Put the jq into brackets, `[…]`, or name the list itself."),
    FUNCTION_NOT_ALLOWED(
            "A function of an expression is not on the policy's list.", "Use one of the allowed functions."),
    RESOURCE_NOT_ALLOWED("An expression is loaded from elsewhere.", "Write the expression itself."),
    REGEX_COSTLY("A regular expression may take endless time.", "Write a shorter pattern without nested repetition."),
    HEADER_NOT_ALLOWED(
            "A header steers Camel or carries credentials.",
            "Use another header name; credentials belong to the service's settings."),
    SECRET_IN_TEXT("A credential stands in the route.", "Remove it; credentials belong to the service's settings."),
    LOG_REVEALS(
            "A log line or answer would reveal headers, secrets or internals.", "Name the fields that may be shown."),
    DATA_FORMAT_NOT_ALLOWED("A data format is not on the policy's list.", "Use an allowed data format."),
    CYCLE("A message would come back to an endpoint it has passed.", "Break the circle of endpoints."),
    CALLER_HEADERS_KEPT(
            "A caller's headers would travel on to another system.",
            "Begin the route with removeHeaders, pattern `*`."),
    INPUT_UNKNOWN(
            Severity.WARNING,
            "A call is given an input that its operation does not have.",
            "Use the names of the operation's inputs."),
    ENDPOINT_UNCONNECTED(Severity.WARNING, "No route of the file listens where a message is sent.", "Add the route."),
    ERROR_SWALLOWED(
            Severity.WARNING,
            "A failure is caught and forgotten.",
            "Answer, deliver or rethrow inside the catch, so that the message is not lost."),
    MONEY_FAILURE_SWALLOWED(
            Severity.WARNING,
            "The failure of a call that moves money is caught, and the message is lost or goes on.",
            "Inside the handler send the message to a dead-letter topic or another route, answer with a status of 400 or"
                    + " more, or throw it again."),
    ERROR_HANDLER_OFF(
            Severity.WARNING,
            "The error handler is switched off.",
            "Remove `noErrorHandler`; the runtime has its own."),
    DEAD_LETTER_LOST(
            Severity.WARNING,
            "Dead letters are sent to where nothing is kept.",
            "Send them to a topic or a folder, or to a route that does."),
    FALLBACK_MISSING(Severity.WARNING, "A circuit breaker has no fallback.", "Add `onFallback`."),
    FALLBACK_PRETENDS(
            Severity.WARNING,
            "Success is reported although the call that moves money failed.",
            "After the failure keep the message, answer with a status of 400 or more, and end with `stop` or a"
                    + " condition."),
    TIME_LIMIT_OFF(Severity.WARNING, "A time limit is switched off.", "Remove the option, or write a positive number."),
    MONEY_AT_RISK(
            Severity.WARNING,
            "A call that moves money is sent without waiting for its outcome.",
            "Call it with `to`, so that its failure is noticed."),
    MONEY_REPEATED(
            Severity.WARNING,
            "A call that moves money is repeated without an idempotency key.",
            "Before the call set the header `Idempotency-Key` to something of the message's business, such as the order"
                    + " id, or do not repeat it."),
    FAILED_ANSWER_TAKEN(
            Severity.WARNING,
            "A failed HTTP answer is taken for success.",
            "Remove the option, so that a failed answer is an error."),
    BODY_NOT_SENT(
            Severity.WARNING,
            "A call with a query string is sent without its body.",
            "Set the header `CamelHttpMethod` before the call: `POST` sends the body, `GET` says that none is needed."),
    OPTION_NOT_APPLIED(
            Severity.WARNING,
            "An option of an enriching call is sent to the server instead of being applied.",
            "Make the call with `to`."),
    ACKNOWLEDGEMENT_OFF(
            Severity.WARNING,
            "A message to a topic counts as sent before it is safe.",
            "Remove the option: by default all brokers acknowledge."),
    LATER_REPLY_READ(
            Severity.WARNING,
            "The reply of a call is read that is only made later.",
            "Read nothing of this call, or make it at once."),
    COMPENSATION_FORGOTTEN(
            Severity.WARNING,
            "A failure is caught, and what was noted to undo the calls before it is forgotten.",
            "Call `kamelet:saga-compensate` in the `doCatch`, or let the message fail."),
    QUEUE_DROPS(Severity.WARNING, "Messages are dropped instead of waiting.", "Remove the option."),
    FILE_HALF_WRITTEN(
            Severity.WARNING,
            "A file may be read while it is being written.",
            "Add `readLock: changed` or a `doneFileName`."),
    DUPLICATE_MISTAKEN(
            Severity.WARNING,
            "Duplicates are not recognised, or a failed message is taken for one.",
            "Use a key of the message's business, such as its order id, and let a failed message come again."),
    ROUTE_NOT_STARTED(
            Severity.WARNING,
            "A route that other steps need is not started.",
            "Remove `autoStartup`, so that the route starts with the others."),
    MESSAGES_SKIPPED(
            Severity.WARNING,
            "An entry skips messages on purpose.",
            "Remove `seekTo`, so that the route reads on where it stopped."),
    DONE_TOO_EARLY(
            Severity.WARNING,
            "A message counts as done before it was processed.",
            "Call the other route by `direct:`, so that the entry waits for it."),
    MESSAGE_UNMATCHED(
            Severity.WARNING,
            "On a route about money a message that matches no branch is dropped.",
            "Add an `otherwise` that delivers, answers or keeps the message."),
    PARTS_GO_ON(
            Severity.WARNING,
            "On a route about money the other parts go on when one fails.",
            "Add `stopOnException: true`."),
    JSON_FROM_TEXT(
            Severity.WARNING,
            "JSON is glued together from text; the first quote in a value breaks it.",
            "Build the JSON with jq.");

    private final Severity severity;
    private final String meaning;
    private final String remedy;

    RuleId(String meaning, String remedy) {
        this(Severity.ERROR, meaning, remedy);
    }

    RuleId(Severity severity, String meaning, String remedy) {
        this.severity = severity;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    String id() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    Severity severity() {
        return severity;
    }

    String meaning() {
        return meaning;
    }

    String remedy() {
        return remedy;
    }
}
