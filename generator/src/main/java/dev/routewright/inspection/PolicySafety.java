package dev.routewright.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Entries that would open the cell by a slip of the pen. What no integration can need is refused; what somebody may need
 * for once, but probably did not mean, is said aloud at every start.
 */
final class PolicySafety {
    /** Components that run programs, load code or text by name, steer Camel or have no bound at all. */
    private static final Set<String> BOUNDLESS = Set.of(
            "exec",
            "bean",
            "class",
            "language",
            "ref",
            "script",
            "controlbus",
            "stub",
            "dataset",
            "vm",
            "wasm",
            "groovy",
            "docker",
            "ssh",
            "xslt",
            "xslt-saxon",
            "xquery",
            "velocity",
            "freemarker",
            "mvel",
            "mustache",
            "chatscript",
            "jte",
            "string-template",
            "dynamic-router",
            "dynamic-router-control",
            "validator",
            "rest",
            "rest-api",
            "jolt",
            "debezium",
            "spring-batch",
            "thymeleaf");
    /** Options by which an endpoint names an object, a class or another server than the one it was listed for. */
    private static final Pattern BOUNDLESS_OPTION = Pattern.compile(
            "(?i).*(?:proxy(?:Host|Auth)|brokers|sslContext|password|secret|accessToken|beanName|className|jailStarting|clientConnectionManager|headerFilterStrategy|bridgeEndpoint|exceptionHandler|interceptorClasses|kafkaClientFactory|additionalProperties|jaasConfig).*");

    private static final Set<String> BOUNDLESS_STEPS = Set.of(
            "toD",
            "dynamicRouter",
            "routingSlip",
            "bean",
            "process",
            "script",
            "policy",
            "poll",
            "serviceCall",
            "threads",
            "intercept",
            "interceptFrom",
            "interceptSendToEndpoint",
            "saga",
            "transacted",
            "tokenizer",
            "langChain4j");
    private static final Set<String> BOUNDLESS_TOP = Set.of(
            "beans",
            "dataFormats",
            "rest",
            "restConfiguration",
            "routeConfiguration",
            "routeTemplate",
            "templatedRoute",
            "intercept",
            "interceptFrom",
            "interceptSendToEndpoint",
            "sslContextParameters",
            "transformers",
            "validators");
    private static final Pattern HOST = Pattern.compile(
            "(?:\\*\\.)?[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern NUMERIC_HOST = Pattern.compile("(?:0x[0-9a-f]+|\\d+)(?:\\.(?:0x[0-9a-f]+|\\d+))*");
    private static final Pattern CLASS = Pattern.compile("(?:[a-z][a-z0-9]*\\.)+[A-Z][A-Za-z0-9$]*");
    private static final Set<String> WIDE_TYPES =
            Set.of("java.lang.Class", "java.io.File", "java.lang.Object", "java.net.URL");

    private final Policy.Content policy;

    PolicySafety(Policy.Content policy) {
        this.policy = policy;
    }

    /** @throws IllegalArgumentException naming the first entry that is never right */
    void check() {
        refuse("components", policy.components().keySet(), BOUNDLESS, "has no bound that could be inspected");
        refuse(
                "steps",
                policy.steps().keySet(),
                BOUNDLESS_STEPS,
                "runs code or sends messages where nobody can see before");
        refuse("top", policy.top().keySet(), BOUNDLESS_TOP, "changes more than the route it stands in");
        policy.components().forEach((scheme, component) -> {
            options(scheme + ".from", component.from());
            options(scheme + ".to", component.to());
        });
        policy.egress().hosts().forEach(PolicySafety::host);
        for (int port : policy.egress().ports())
            if (port < 1 || port > 65_535)
                throw ShapeCheck.refusal("egress.ports", "holds " + port + ", which is no port");
        policy.folders().allowed().forEach(PolicySafety::folder);
        policy.references()
                .forEach((attribute, names) -> names.forEach(name -> {
                    if (!name.matches("#[A-Za-z][A-Za-z0-9.]*"))
                        throw ShapeCheck.refusal(
                                "references." + attribute,
                                "holds `" + name + "`, which is not `#` and the name of an object of the runtime");
                }));
        policy.exceptions().thrown().forEach(name -> {
            if (!CLASS.matcher(name).matches())
                throw ShapeCheck.refusal("exceptions.throw", "holds `" + name + "`, which is not the name of a class");
        });
        policy.types().stream().filter(WIDE_TYPES::contains).forEach(type -> {
            throw ShapeCheck.refusal("types", "holds `" + type + "`, which reads more than data");
        });
        if (!policy.entries().prefix().matches("/(?:[A-Za-z0-9._~-]+/)*"))
            throw ShapeCheck.refusal("entries.prefix", "must begin and end with `/`, such as `/in/`");
    }

    /** Sentences for the log at every start, the same for one policy. */
    List<String> warnings() {
        var warnings = new ArrayList<String>();
        policy.egress().hosts().keySet().stream()
                .filter(host -> host.startsWith("*.") && host.indexOf('.', 2) < 0)
                .forEach(host -> warnings.add(
                        "`egress.hosts` allows `%s`, which is a whole top-level domain. List the hosts instead."
                                .formatted(host)));
        policy.egress().hosts().forEach((host, schemes) -> {
            if (schemes.contains("http"))
                warnings.add(
                        "`egress.hosts` lets `%s` be called by http, where anybody on the way can read along. Prefer https."
                                .formatted(host));
        });
        policy.egress().networks().stream()
                .filter(PolicySafety::isWide)
                .forEach(network -> warnings.add(
                        "`egress.networks` opens `%s`, which holds this machine, its metadata service or a whole private range. List smaller networks."
                                .formatted(network)));
        policy.components().forEach((scheme, component) -> {
            boolean http = scheme.equals("http") || scheme.equals("https");
            if (http && policy.egress().hosts().isEmpty())
                warnings.add(
                        "`components.%s` is listed, but `egress.hosts` names no host, so that every call is refused."
                                .formatted(scheme));
        });
        if (policy.reservedIds().isEmpty())
            warnings.add("`reservedIds` is empty, so that a route may take the name of one of the runtime's.");
        return List.copyOf(warnings);
    }

    private static void refuse(String section, Set<String> listed, Set<String> never, String why) {
        listed.stream().filter(never::contains).sorted().findFirst().ifPresent(name -> {
            throw ShapeCheck.refusal(section + "." + name, why + " and cannot be allowed");
        });
    }

    private static void options(String place, @org.jspecify.annotations.Nullable Map<String, Kind> options) {
        if (options == null) return;
        options.forEach((name, kind) -> {
            boolean harmless = kind.type() == Kind.Type.ONE_OF && kind.words().equals(List.of("false"));
            if (BOUNDLESS_OPTION.matcher(name).matches() && !harmless)
                throw ShapeCheck.refusal(
                        "components." + place + "." + name,
                        "names objects, credentials or servers, which come from settings and cannot be allowed");
        });
    }

    private static void host(String host, Set<String> schemes) {
        if (!HOST.matcher(host).matches() || NUMERIC_HOST.matcher(host).matches() || host.equals("localhost"))
            throw ShapeCheck.refusal(
                    "egress.hosts." + host,
                    "is not a host name in small letters, such as `api.partner.example` or `*.partner.example`");
        if (schemes.isEmpty() || !Set.of("http", "https").containsAll(schemes))
            throw ShapeCheck.refusal("egress.hosts." + host, "must list `http`, `https` or both");
    }

    private static boolean isWide(String network) {
        int bits = Integer.parseInt(network.substring(network.indexOf('/') + 1));
        return bits < (network.contains(":") ? 32 : 12)
                || network.startsWith("127.")
                || network.startsWith("169.254.")
                || network.startsWith("::1/")
                || network.startsWith("fe80:");
    }

    private static void folder(String folder) {
        String plain =
                folder.equals("**") ? "x" : folder.endsWith("/**") ? folder.substring(0, folder.length() - 3) : folder;
        if (!FileRules.isPlainFolder(plain))
            throw ShapeCheck.refusal(
                    "folders.allowed",
                    "holds `" + folder + "`, which is not a relative folder such as `in/**` or `out/invoices`");
    }
}
