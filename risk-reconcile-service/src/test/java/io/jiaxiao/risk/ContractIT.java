package io.jiaxiao.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feign.Feign;
import feign.FeignException;
import io.jiaxiao.contracts.risk.Decision;
import io.jiaxiao.contracts.risk.DecisionAnswer;
import io.jiaxiao.contracts.risk.DecisionApi;
import io.jiaxiao.contracts.risk.DecisionBatch;
import io.jiaxiao.contracts.risk.DecisionRequest;
import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.contracts.risk.Verdict;
import io.jiaxiao.kernel.RefusedException;
import io.jiaxiao.risk.fixture.RiskFixture;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.openfeign.support.SpringMvcContract;
import tools.jackson.databind.json.JsonMapper;

/** The contract's own client against the real service. */
class ContractIT extends RiskFixture {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void theNeighboursClientSpeaksWhatTheServiceUnderstands() {
        DecisionRequest request = request(unique("e"), 100);

        Decision decision = client().decide(request);

        assertThat(decision.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decision.rules()).isEqualTo(List.of());
        assertThat(decision.message()).isEmpty();
        assertThat(client().decide(request)).isEqualTo(decision);
    }

    @Test
    void severalAtOnce_areAnsweredInTheirOrder_eachWithItsDecisionOrItsRefusal() {
        DecisionRequest known = request(unique("e"), 100);
        Decision before = client().decide(known);

        List<DecisionAnswer> answers = client().decideEach(
                        new DecisionBatch(List.of(request(known.eventId(), 101), request(unique("e"), 5), known)));

        assertThat(answers).hasSize(3);
        assertThatThrownBy(() -> answers.getFirst().orThrow())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo("EVENT_REUSED"));
        assertThat(answers.get(1).orThrow().verdict()).isEqualTo(Verdict.PASS);
        assertThat(answers.get(2).orThrow()).isEqualTo(before);
    }

    @Test
    void aRefusalReachesTheNeighbourWithItsCode() {
        String event = unique("e");
        client().decide(request(event, 100));

        assertThatThrownBy(() -> client().decide(request(event, 101)))
                .isInstanceOfSatisfying(FeignException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.contentUTF8()).contains("EVENT_REUSED");
                });
    }

    private static DecisionRequest request(String event, int points) {
        return new DecisionRequest(
                event, Scene.REDEMPTION, "c-" + event, null, null, null, null, Map.of("points", points), Instant.now());
    }

    private DecisionApi client() {
        return Feign.builder()
                .contract(new SpringMvcContract())
                .encoder((object, type, template) -> {
                    template.header("Content-Type", "application/json");
                    template.body(JSON.writeValueAsString(object));
                })
                .decoder((response, type) -> JSON.readValue(response.body().asInputStream(), JSON.constructType(type)))
                .requestInterceptor(template -> template.header(
                        "Authorization", "Bearer " + Tokens.service("mall-service", "risk-reconcile-service")))
                .target(DecisionApi.class, "http://127.0.0.1:" + port);
    }
}
