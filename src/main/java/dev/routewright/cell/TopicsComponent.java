package dev.routewright.cell;

import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualCommitFactory;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/**
 * Camel's Kafka component with brokers from configuration only. An offset is committed when its message is done or
 * kept; a message that is neither is read again.
 */
final class TopicsComponent extends KafkaComponent {
    private @Nullable PropertyConfigurer setters;

    TopicsComponent(String brokers, String integration) {
        // The client must not read files or environment for a configuration value, whoever wrote it.
        System.setProperty("org.apache.kafka.automatic.config.providers", "none");
        var configuration = new KafkaConfiguration();
        configuration.setBrokers(brokers);
        configuration.setGroupId("routewright." + integration);
        // A new integration must not miss what arrives while its consumer joins the group.
        configuration.setAutoOffsetReset("earliest");
        configuration.setAutoCommitEnable(false);
        configuration.setAllowManualCommit(true);
        configuration.setBreakOnFirstError(true);
        configuration.setDeliveryTimeoutMs(15_000);
        configuration.setRequestTimeoutMs(5_000);
        configuration.setMaxBlockMs(10_000);
        configuration.setEnableIdempotence(true);
        setConfiguration(configuration);
        setKafkaManualCommitFactory(new DefaultKafkaManualCommitFactory());
        setKafkaClientFactory(new SteadyConsumers());
    }

    /** Camel finds the setters of an endpoint by the name in an annotation, which a subclass does not have. */
    @Override
    protected void doBuild() throws Exception {
        super.doBuild();
        setters = PluginHelper.getConfigurerResolver(getCamelContext())
                .resolvePropertyConfigurer("kafka-endpoint-configurer", getCamelContext());
    }

    @Override
    public @Nullable PropertyConfigurer getEndpointPropertyConfigurer() {
        return setters;
    }
}
