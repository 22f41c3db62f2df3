package dev.routewright.cell;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Which headers come in and go out. Camel steers its components by headers, so none of that kind may come from
 * outside, in any spelling; credentials and connection headers stay at the door. Names are compared by their letters
 * and digits alone: whoever writes {@code X_Api-Key} means the same as {@code x-api-key}.
 */
final class Headers {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.-]{1,200}");
    private static final Set<String> AT_THE_DOOR = Set.of(
            "proxyauthenticate",
            "wwwauthenticate",
            "connection",
            "proxyconnection",
            "keepalive",
            "te",
            "trailer",
            "transferencoding",
            "upgrade",
            "expect",
            "host",
            "contentlength",
            "contentencoding",
            "acceptencoding",
            "httpmethodoverride",
            "xhttpmethodoverride",
            "xhttpmethod");
    /** Parts of names under which credentials travel. */
    private static final Set<String> CREDENTIALS = Set.of(
            "authorization", "cookie", "apikey", "token", "secret", "password", "passwd", "credential", "privatekey");
    /** What a caller says of itself and its way here, which is nobody else's business. */
    private static final Set<String> OF_THE_CALLER =
            Set.of("forwarded", "via", "xrealip", "origin", "referer", "useragent", "trueclientip", "xclientip");

    private static final Set<String> MAY_LEAVE = Set.of(
            "content-language",
            "location",
            "etag",
            "last-modified",
            "cache-control",
            "retry-after",
            "x-request-id",
            "x-correlation-id");
    private static final String KEY = "kafka.KEY";
    /** Set by the components of a cell themselves; a route reads them, and what sends looks at none but the first two. */
    private static final Map<String, Set<String>> OWN = Map.of(
            "kafka",
            Set.of(
                    KEY,
                    "kafka.TOPIC",
                    "kafka.PARTITION",
                    "kafka.OFFSET",
                    "kafka.TIMESTAMP",
                    Exchange.MESSAGE_TIMESTAMP),
            "file",
            Set.of(
                    Exchange.FILE_NAME,
                    Exchange.FILE_NAME_ONLY,
                    Exchange.FILE_NAME_CONSUMED,
                    Exchange.FILE_PARENT,
                    Exchange.FILE_PATH,
                    "CamelFileRelativePath",
                    "CamelFileAbsolute",
                    "CamelFileAbsolutePath",
                    Exchange.FILE_LENGTH,
                    Exchange.FILE_LAST_MODIFIED,
                    Exchange.MESSAGE_TIMESTAMP),
            "http-reply",
            Set.of(Exchange.HTTP_RESPONSE_CODE));

    private static final Set<String> ALL_OWN =
            OWN.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private Headers() {}

    static boolean mayEnter(String name) {
        return Verdict.on(name).mayEnter;
    }

    private static boolean mayEnterAsItIs(String name) {
        if (!NAME.matcher(name).matches() || steersAsItIs(name)) return false;
        return !AT_THE_DOOR.contains(plain(name)) && !isCredential(name);
    }

    /** No message in a cell holds one; a route that reads it hopes for somebody else's. */
    static boolean isCredential(String name) {
        return CREDENTIALS.stream().anyMatch(plain(name)::contains);
    }

    /** Whether Camel, one of its components or this runtime takes orders by a header or property of that name. */
    static boolean steers(String name) {
        return Verdict.on(name).steers;
    }

    private static boolean steersAsItIs(String name) {
        var plain = plain(name);
        return plain.startsWith("camel")
                || plain.startsWith("orgapachecamel")
                || plain.startsWith("orgapachekafka")
                || plain.startsWith("routewright")
                || (plain.startsWith("kafka") && !name.matches("(?i)\\W*kafka[a-z0-9].*"));
    }

    /** Whether a message may carry it to another host: business only, nothing that says who called us. */
    static boolean maySend(String name) {
        var plain = plain(name);
        return mayEnter(name) && !OF_THE_CALLER.contains(plain) && !plain.startsWith("xforwarded");
    }

    /**
     * Lets only what may enter stay on a message a consumer took in.
     *
     * @param kind of the entry, whose own headers stay when they are plain values
     */
    static void enter(Message message, String kind) {
        var own = OWN.getOrDefault(kind, Set.of());
        // The headers of a record are bytes; what the consumer says of it is not.
        message.getHeaders()
                .entrySet()
                .removeIf(h -> own.contains(h.getKey())
                        ? !isPlain(h.getValue())
                        : !mayEnter(h.getKey()) || !(isPlain(h.getValue()) || h.getValue() instanceof byte[]));
    }

    /** The headers a kept message may come back with. */
    static Map<String, String> enter(Map<String, String> kept, String kind) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        kept.forEach((name, value) -> {
            boolean own =
                    kind.equals("kafka") && name.equals(KEY) || kind.equals("file") && name.equals(Exchange.FILE_NAME);
            if (own || mayEnter(name)) headers.put(name, value);
        });
        return headers;
    }

    /**
     * Takes away what would steer the next step.
     *
     * @param allowed headers a route may steer by
     */
    static void strip(Message message, Set<String> allowed) {
        if (!message.hasHeaders()) return;
        message.getHeaders().keySet().removeIf(name -> steers(name) && !isKnown(name, allowed));
    }

    /** Whether it steers nothing a route may not steer. */
    static boolean isKnown(String name, Set<String> allowed) {
        return ALL_OWN.contains(name) || allowed.contains(name);
    }

    private static boolean isPlain(Object value) {
        return value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
    }

    /**
     * Worked out once for names that are seen again and again, which is what most of the guarding of a message would go
     * into. Anybody can send any name, so only so many are remembered.
     */
    private record Verdict(boolean mayEnter, boolean steers) {
        private static final int MOST = 2000;
        private static final int LONGEST = 200;
        private static final Map<String, Verdict> KNOWN = new ConcurrentHashMap<>();

        static Verdict on(String name) {
            var known = KNOWN.get(name);
            if (known != null) return known;
            var verdict = new Verdict(mayEnterAsItIs(name), steersAsItIs(name));
            if (name.length() <= LONGEST && KNOWN.size() < MOST) KNOWN.put(name, verdict);
            return verdict;
        }
    }

    private static String plain(String name) {
        var plain = new StringBuilder(name.length());
        // Up and down, as a comparison without case does it: a Kelvin sign is a k to it.
        for (char c : name.toCharArray())
            if (Character.isLetterOrDigit(c)) plain.append(Character.toLowerCase(Character.toUpperCase(c)));
        return plain.toString();
    }

    static boolean mayLeave(String name) {
        return MAY_LEAVE.contains(name.toLowerCase(Locale.ROOT));
    }

    /** The value under a name in any spelling, empty when there is none. */
    static String get(Map<String, String> headers, String name) {
        return headers.entrySet().stream()
                .filter(h -> h.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** Headers of a message as they may be kept and sent in again: text only, nothing that steers, no credentials. */
    static Map<String, String> safe(Map<String, Object> headers) {
        var safe = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (!mayEnter(name) && !name.equals(KEY)) return;
            if (value instanceof byte[] bytes) safe.put(name, new String(bytes, StandardCharsets.UTF_8));
            else if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean)
                safe.put(name, value.toString());
        });
        return safe;
    }
}
