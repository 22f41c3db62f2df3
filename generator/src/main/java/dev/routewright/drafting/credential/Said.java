package dev.routewright.drafting.credential;

import dev.routewright.route.HeaderName;
import dev.routewright.route.Service;
import dev.routewright.route.Service.Security;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a sentence says about a credential in it. */
final class Said {
    private static final String QUOTE = "[`\"'“‘「『]?";
    private static final String NAME =
            QUOTE + "([A-Za-z](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?)" + QUOTE.replace("“‘「『", "”’」』");
    private static final Pattern HEADER_BEHIND = Pattern.compile(
            "(?i)(?:\\bheader(?:\\s+(?:named|called|field))?|请求头|消息头|报头|头部|标头)\\s*(?:为|是|里的|中的|[:：])?\\s*" + NAME);
    private static final Pattern HEADER_BEFORE = Pattern.compile("(?i)" + NAME + "\\s*(?:header\\b|请求头|消息头|报头|头部|标头)");
    private static final Pattern QUERY_BEHIND = Pattern.compile(
            "(?i)(?:\\bquery\\s+(?:parameter|string|param)(?:\\s+(?:named|called))?|查询参数)\\s*(?:为|是|[:：])?\\s*" + NAME);
    private static final Pattern QUERY_BEFORE =
            Pattern.compile("(?i)" + NAME + "\\s*(?:query\\s+(?:parameter|param)\\b|查询参数)");
    private static final Pattern DASHED =
            Pattern.compile("(?<![A-Za-z0-9-])([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+)(?![A-Za-z0-9-])");
    private static final Pattern DASHED_KEY =
            Pattern.compile("(?i).*-(?:key|token|secret|auth|password|credential)|x-.*");
    private static final Pattern BEARER = Pattern.compile("(?i)\\bbearer\\b");
    private static final Pattern BASIC = Pattern.compile(
            "(?i)\\bbasic\\b|://\\[credential|(?:user(?:[-_ ]?name)?|login|用户名|用户|账号|帐号|账户).*(?:pass(?:word|phrase|code)|密码|口令).*\\[credential");
    private static final Pattern BACK = Pattern.compile(
            "(?i)^\\s*(?:its?\\b|they\\b|their\\b|there\\b|that service\\b|this service\\b|它|他|其|该|此|这个|那边|对方)");
    private static final Set<String> WORDS = Set.of(
            "the",
            "a",
            "an",
            "with",
            "as",
            "of",
            "to",
            "and",
            "is",
            "in",
            "its",
            "request",
            "http",
            "this",
            "that",
            "value",
            "named",
            "called",
            "for",
            "field",
            "each",
            "every",
            "credential",
            "set",
            "must",
            "has",
            "holding",
            "carrying",
            "containing");

    private final String text;

    Said(String text) {
        this.text = text;
    }

    /** Where it goes, when the sentence says so. */
    Optional<Security> place() {
        if (BEARER.matcher(text).find()) return Optional.of(Security.BEARER);
        if (BASIC.matcher(text).find()) return Optional.of(Security.BASIC);
        var query = name(QUERY_BEHIND).or(() -> name(QUERY_BEFORE));
        if (query.isPresent()) return query.map(Security::query);
        return name(HEADER_BEHIND)
                .or(() -> name(HEADER_BEFORE))
                .or(this::dashed)
                .map(Security::header);
    }

    /** The services the sentence names. */
    List<Service> named(List<Service> services) {
        return services.stream().filter(this::names).toList();
    }

    /** Whether it goes on about what the sentence before it named. */
    boolean pointsBack() {
        return BACK.matcher(text).find();
    }

    private boolean names(Service service) {
        String title = service.title()
                .replaceAll("(?i)\\b(?:api|service|system|the)\\b|服务|系统|接口", " ")
                .strip();
        return says(service.name().replace("-", " ")) || title.length() > 2 && says(title);
    }

    private boolean says(String name) {
        String words = Pattern.quote(name).replaceAll("[\\s_-]+", "\\\\E[-_ ]?\\\\Q");
        return Pattern.compile("(?iu)(?<![A-Za-z0-9_-])" + words + "(?![A-Za-z0-9_])")
                .matcher(text)
                .find();
    }

    private Optional<String> name(Pattern pattern) {
        var match = pattern.matcher(text);
        while (match.find()) if (isName(match.group(1))) return Optional.of(match.group(1));
        return Optional.empty();
    }

    private Optional<String> dashed() {
        var match = DASHED.matcher(text);
        while (match.find())
            if (DASHED_KEY.matcher(match.group(1)).matches() && isName(match.group(1)))
                return Optional.of(match.group(1));
        return text.contains("Authorization") ? Optional.of("Authorization") : Optional.empty();
    }

    private static boolean isName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !WORDS.contains(lower) && !HeaderName.steers(lower);
    }
}
