package dev.routewright.cell;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kamelet.KameletComponent;

/**
 * Camel's Kamelets, except that {@code timeout} is the Kamelet's. Camel takes an option of that name for itself (how
 * long to wait for a Kamelet that has not started), and the call would never hear of it.
 */
final class OperationKamelets extends KameletComponent {
    private static final String TIMEOUT = "timeout";

    @Override
    protected void setProperties(Endpoint endpoint, Map<String, Object> parameters) throws Exception {
        var timeout = parameters.remove(TIMEOUT);
        super.setProperties(endpoint, parameters);
        if (timeout != null) parameters.put(TIMEOUT, timeout);
    }
}
