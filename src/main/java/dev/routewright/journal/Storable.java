package dev.routewright.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Text as every database takes it. PostgreSQL has no place for the character NUL: a message must not be lost because the
 * failure of a service held one, and what somebody asks for with one in it is not there, which is no failure of the store.
 */
final class Storable {
    private Storable() {}

    static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** Every parameter of every statement goes through here. */
    static JdbcClient client(JdbcClient client) {
        return sql -> statement(client.sql(sql));
    }

    private static StatementSpec statement(StatementSpec statement) {
        return (StatementSpec) Proxy.newProxyInstance(
                Storable.class.getClassLoader(), new Class<?>[] {StatementSpec.class}, (self, method, given) -> {
                    var arguments = method.getName().startsWith("param") ? array(given) : given;
                    try {
                        var answer = method.invoke(statement, arguments);
                        return answer == statement ? self : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Object[] array(Object[] values) {
        return Arrays.stream(values).map(Storable::value).toArray();
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof String text) return text(text);
        if (value instanceof Object[] values) return array(values);
        if (value instanceof List<?> values)
            return values.stream().map(Storable::value).toList();
        if (!(value instanceof Map<?, ?> values)) return value;
        Map<Object, @Nullable Object> all = new LinkedHashMap<>(values);
        all.replaceAll((name, one) -> value(one));
        return all;
    }
}
