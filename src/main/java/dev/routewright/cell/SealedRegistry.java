package dev.routewright.cell;

import java.util.function.Supplier;
import org.apache.camel.support.DefaultRegistry;

/**
 * The registry of a cell. It holds the few objects the runtime puts there; once the cell has its route, nothing is
 * added, and the product's own objects were never in it.
 */
final class SealedRegistry extends DefaultRegistry {
    /** Where Camel keeps variables, made when the context starts. */
    private static final String CAMELS = "-variable-repository";

    private volatile boolean sealed;

    void seal() {
        sealed = true;
    }

    @Override
    public void bind(String id, Class<?> type, Object bean) {
        checkOpen(id);
        super.bind(id, type, bean);
    }

    @Override
    public void bind(String id, Class<?> type, Object bean, String initMethod, String destroyMethod) {
        checkOpen(id);
        super.bind(id, type, bean, initMethod, destroyMethod);
    }

    @Override
    public void bind(String id, Class<?> type, Supplier<Object> bean) {
        checkOpen(id);
        super.bind(id, type, bean);
    }

    @Override
    public void bindAsPrototype(String id, Class<?> type, Supplier<Object> bean) {
        checkOpen(id);
        super.bindAsPrototype(id, type, bean);
    }

    private void checkOpen(String id) {
        if (sealed && !id.endsWith(CAMELS)) throw new OutsideGrant("the new object " + id);
    }
}
