package io.jiaxiao.starter.remote;

import static org.assertj.core.api.Assertions.assertThat;

import feign.FeignException;
import feign.Request;
import feign.Response;
import feign.RetryableException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.jiaxiao.kernel.Refusal;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;

class NeighbourAwayTest {

    private static final Request REQUEST = Request.create(
            Request.HttpMethod.GET, "http://roster-service/x", Map.of(), null, StandardCharsets.UTF_8, null);

    @Test
    void nobodyThere_noAnswer_orAnOpenBreaker_isTheNeighbours() {
        assertIsTheNeighbours(new NeighbourUnavailableException("no instance", null));
        assertIsTheNeighbours(
                CallNotPermittedException.createCallNotPermittedException(CircuitBreaker.ofDefaults("x")));
        assertIsTheNeighbours(new RetryableException(
                -1, "read timed out", Request.HttpMethod.GET, new SocketTimeoutException(), (Long) null, REQUEST));
        assertIsTheNeighbours(answered(503));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 500})
    void anAnswerToTheRequest_isNot(int status) {
        assertThat(NeighbourAway.isWhy(new NoFallbackAvailableException("no fallback", answered(status))))
                .isFalse();
    }

    @Test
    void norIsWhatHappensHere() {
        assertThat(NeighbourAway.isWhy(new IllegalStateException("no such account")))
                .isFalse();
        assertThat(NeighbourAway.isWhy(new IllegalStateException(new ConnectException("the database refused"))))
                .isFalse();
        assertThat(NeighbourAway.isWhy(Refusal.conflict("TAKEN", "已被占用").asException()))
                .isFalse();
    }

    private static void assertIsTheNeighbours(Throwable failure) {
        assertThat(NeighbourAway.isWhy(failure)).isTrue();
        assertThat(NeighbourAway.isWhy(new NoFallbackAvailableException("no fallback", failure)))
                .isTrue();
    }

    private static FeignException answered(int status) {
        return FeignException.errorStatus(
                "PeopleApi#person",
                Response.builder()
                        .status(status)
                        .headers(Map.of())
                        .request(REQUEST)
                        .build());
    }
}
