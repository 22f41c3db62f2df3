package dev.routewright.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.routewright.route.Grant;
import dev.routewright.services.ServiceFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PassageTest {
    private final Passage passage = new Passage(
            () -> new CellRuntime.Message(new Grant.Entry("http", "POST", "/orders"), Map.of(), null), true);

    @Test
    void ofBranchesThatFailTogetherAnyMayBeTheOneThatIsHeardOf() {
        var first = failure("stock.look");
        passage.failed(first);
        passage.failed(failure("stock.take"));

        assertThat(passage.isServiceFailure(new RuntimeException(first))).isTrue();
        assertThat(passage.isServiceFailure(new IllegalStateException(first.getMessage())))
                .isTrue();
        assertThat(passage.isServiceFailure(new IllegalStateException("of the route")))
                .isFalse();
    }

    private static ServiceFailure failure(String operation) {
        var failure = mock(ServiceFailure.class);
        when(failure.getMessage())
                .thenReturn("[%s] The service refused the call with status 404.".formatted(operation));
        return failure;
    }
}
