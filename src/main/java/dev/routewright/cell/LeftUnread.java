package dev.routewright.cell;

import java.io.InputStream;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.StreamCache;
import org.apache.camel.TypeConverter;
import org.apache.camel.TypeConverterExists;
import org.apache.camel.impl.engine.PrototypeExchangeFactory;
import org.apache.camel.spi.ExchangeFactory;
import org.apache.camel.support.TypeConverterSupport;
import org.jspecify.annotations.Nullable;

/**
 * Has Camel's servlets leave a body where it is until {@link Visitors} read as much as may come. By themselves they unpack
 * it, keep all of it in memory before anybody is asked, and take for a form what is none.
 */
final class LeftUnread {
    private static final String MARK = "routewright.unread";

    private LeftUnread() {}

    /** Before the first request, and once. */
    static void in(CamelContext context) {
        var converters = context.getTypeConverterRegistry();
        var caching = converters.lookup(StreamCache.class, InputStream.class);
        if (caching == null) return;
        var before = converters.getTypeConverterExists();
        converters.setTypeConverterExists(TypeConverterExists.Override);
        converters.addTypeConverter(StreamCache.class, InputStream.class, new Caching(caching));
        converters.setTypeConverterExists(before);
    }

    /** @param making of a consumer; the exchanges it makes later are marked */
    static <T> T in(CamelContext context, Supplier<T> making) {
        var camel = context.getCamelContextExtension();
        var usual = camel.getExchangeFactory();
        camel.setExchangeFactory(new Marked(null));
        try {
            return making.get();
        } finally {
            camel.setExchangeFactory(usual);
        }
    }

    private static final class Marked extends PrototypeExchangeFactory {
        Marked(@Nullable Consumer consumer) {
            super(consumer);
        }

        @Override
        public ExchangeFactory newExchangeFactory(Consumer consumer) {
            var ofConsumer = new Marked(consumer);
            ofConsumer.setCamelContext(getCamelContext());
            return ofConsumer;
        }

        @Override
        public Exchange create(Endpoint from, boolean autoRelease) {
            var exchange = super.create(from, autoRelease);
            exchange.setProperty(MARK, true);
            exchange.setProperty(Exchange.DISABLE_HTTP_STREAM_CACHE, true);
            exchange.setProperty(Exchange.SKIP_WWW_FORM_URLENCODED, true);
            exchange.setProperty(Exchange.SKIP_GZIP_ENCODING, true);
            return exchange;
        }
    }

    /** Camel's own way of keeping streams, for all but the marked. */
    private static final class Caching extends TypeConverterSupport {
        private final TypeConverter caching;

        Caching(TypeConverter caching) {
            this.caching = caching;
        }

        @Override
        public <T> @Nullable T convertTo(Class<T> type, @Nullable Exchange exchange, Object value) {
            if (exchange != null && exchange.getProperty(MARK) != null) return null;
            try {
                return caching.mandatoryConvertTo(type, exchange, value);
            } catch (NoTypeConversionAvailableException impossible) {
                return null;
            }
        }
    }
}
