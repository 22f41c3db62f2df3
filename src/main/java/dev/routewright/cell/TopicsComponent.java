package dev.routewright.cell;

import dev.routewright.route.Grant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.component.kafka.PollOnError;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualCommitFactory;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.PluginHelper;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.jspecify.annotations.Nullable;

/**
 * Camel's Kafka component with brokers from configuration only. An offset is committed when its message is done or
 * kept; a message that is neither is read again.
 */
final class TopicsComponent extends KafkaComponent {
    private @Nullable PropertyConfigurer setters;
    private static final String TOKEN_ADDRESSES = "org.apache.kafka.sasl.oauthbearer.allowed.urls";

    static {
        // The client must not read files or environment for a configuration value, whoever wrote it, and must ask no
        // address for a token but what an operator started the JVM with.
        System.setProperty("org.apache.kafka.automatic.config.providers", "none");
        if (System.getProperty(TOKEN_ADDRESSES) == null) System.setProperty(TOKEN_ADDRESSES, "");
    }

    private final TopicClients clients;
    private final Partitions partitions;

    /**
     * @param partitions of the brokers' topics
     * @param consumers partitions of a topic read at the same time
     * @param budget of the cell; a reader that is at one message for as long as it may still is a member of its group
     */
    TopicsComponent(
            String brokers, Partitions partitions, String integration, Grant grant, int consumers, Budget budget) {
        this.partitions = partitions;
        clients = new TopicClients(brokers, grant);
        var configuration = new KafkaConfiguration();
        configuration.setBrokers(brokers);
        configuration.setGroupId("routewright." + integration);
        // A new integration must not miss what arrives while its consumer joins the group.
        configuration.setAutoOffsetReset("earliest");
        configuration.setAutoCommitEnable(false);
        configuration.setAllowManualCommit(true);
        configuration.setBreakOnFirstError(true);
        // Camel would otherwise answer trouble with a broker by going one record further.
        configuration.setPollOnError(PollOnError.RECONNECT);
        configuration.setConsumersCount(consumers);
        // A few: what a slow route was given and has not done, no other member of the group can have.
        configuration.setMaxPollRecords(20);
        configuration.setMaxPollIntervalMs((int)
                Math.min(Integer.MAX_VALUE, budget.givenUpAfter().plusMinutes(1).toMillis()));
        // A consumer that is stopped hears of it when it has polled.
        configuration.setPollTimeoutMs(500L);
        // Who reads learns by it that others want to.
        configuration.setHeartbeatIntervalMs(1_000);
        // Partitions that stay are read on while others move.
        configuration.setPartitionAssignor(CooperativeStickyAssignor.class.getName());
        // Longer than a broker takes to restart; together below what a step may take.
        configuration.setDeliveryTimeoutMs(30_000);
        configuration.setRequestTimeoutMs(10_000);
        configuration.setMaxBlockMs(20_000);
        configuration.setEnableIdempotence(true);
        configuration.setRequestRequiredAcks("all");
        setConfiguration(configuration);
        setKafkaManualCommitFactory(new DefaultKafkaManualCommitFactory());
        setKafkaClientFactory(clients);
    }

    /** Why nothing is read from topics, when nothing is. */
    Optional<String> trouble() {
        return clients.trouble();
    }

    /** As Camel does it, without properties for the client itself. */
    @Override
    protected KafkaEndpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
            throws Exception {
        if (remaining.isEmpty()) throw new IllegalArgumentException("An address of a topic must name the topic.");
        var endpoint = new TopicEndpoint(uri, this, partitions);
        endpoint.setConfiguration(getConfiguration().copy());
        setProperties(endpoint, parameters);
        if (endpoint.getConfiguration().getTopic() == null)
            endpoint.getConfiguration().setTopic(remaining);
        return endpoint;
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
