package dev.routewright.web;

import dev.routewright.integration.Declined;
import dev.routewright.journal.StoreTrouble;
import dev.routewright.journal.StoreUnavailable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What an answer looks like when it is no: a sentence that says what happened, what holds and what to do. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String COME_BACK_SECONDS = "5";
    private static final String BROKE_OFF =
            "The request broke off by a mistake of Routewright. What is live goes on. Look whether it took effect before "
                    + "you send it again, and report the log entry of this time.";
    private static final String NOT_WELL_FORMED =
            "The request is not well formed. Nothing was changed. Encode what is no letter or digit in its address, and "
                    + "send it again.";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> declined(Declined no) {
        var status =
                switch (no.reason()) {
                    case UNREADABLE -> HttpStatus.BAD_REQUEST;
                    case TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
                    case UNKNOWN -> HttpStatus.NOT_FOUND;
                    case CONFLICT -> HttpStatus.CONFLICT;
                    case UNUSABLE -> HttpStatus.UNPROCESSABLE_ENTITY;
                    case BUSY -> HttpStatus.TOO_MANY_REQUESTS;
                };
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.TOO_MANY_REQUESTS) answer.header(HttpHeaders.RETRY_AFTER, COME_BACK_SECONDS);
        return answer.body(Problem.of(status, String.valueOf(no.getMessage())));
    }

    @ExceptionHandler({StoreUnavailable.class, DataAccessException.class, TransactionException.class})
    ResponseEntity<ProblemDetail> store(RuntimeException e) {
        StoreTrouble.log(log, "store", e);
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "[store] it could not be read or written. Nothing was changed, and what is live goes on. Check that the "
                        + "disk of the data directory has room, or that the database answers, then send it again.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(Exception e) {
        log.error("[control plane] a request broke off", e);
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, BROKE_OFF);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var detail = e.getBindingResult().getAllErrors().stream()
                .map(error -> String.valueOf(error.getDefaultMessage()))
                .collect(Collectors.joining(" "));
        return handleExceptionInternal(e, Problem.of(HttpStatus.BAD_REQUEST, detail), headers, status, request);
    }

    /** The framework's words are for programmers. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var detail = e instanceof MethodArgumentNotValidException ? null : words(status.value());
        if (detail != null) body = Problem.of(HttpStatus.valueOf(status.value()), detail);
        return super.handleExceptionInternal(e, body, headers, status, request);
    }

    /** For what nobody had words for. */
    static String said(HttpStatus status) {
        if (status.is5xxServerError()) return BROKE_OFF;
        var words = status == HttpStatus.BAD_REQUEST ? null : words(status.value());
        return words == null ? NOT_WELL_FORMED : words;
    }

    private static @Nullable String words(int status) {
        return switch (status) {
            case 400 ->
                "The request is not what this call expects: its body is not the JSON described, or a value in its path or "
                        + "query is of another type. Nothing was changed. /v3/api-docs describes it.";
            case 404 -> "There is nothing at this address. Nothing was changed. /v3/api-docs lists every call.";
            case 405 -> "This address does not take this method. Nothing was changed. /v3/api-docs lists every call.";
            case 406 -> "This call cannot answer in the type asked for. Nothing was changed. Ask for application/json.";
            case 415 ->
                "This call does not take a body of this Content-Type. Nothing was changed. Send descriptions as "
                        + "application/json or text/markdown, routes and service documents as application/yaml.";
            default -> null;
        };
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problem.of(status, detail));
    }
}
