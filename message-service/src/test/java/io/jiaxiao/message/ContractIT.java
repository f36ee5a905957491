package io.jiaxiao.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import feign.Feign;
import feign.FeignException;
import io.jiaxiao.contracts.message.AcceptMessage;
import io.jiaxiao.contracts.message.AcceptedMessage;
import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.contracts.message.MessageApi;
import io.jiaxiao.message.fixture.MessageFixture;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cloud.openfeign.support.SpringMvcContract;
import tools.jackson.databind.json.JsonMapper;

/** The contract's own client against the real service. */
class ContractIT extends MessageFixture {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    private int servicePort;

    @Test
    void theNeighboursClientSpeaksWhatTheServiceUnderstands() {
        String mobile = aNumber();
        var wanted = new AcceptMessage(
                aKey(),
                Lane.CODE,
                "SIGN_IN_CODE",
                mobile,
                Map.of("code", "112233", "minutes", "5"),
                Instant.now().plusSeconds(300));
        AcceptedMessage accepted = client().accept(wanted);
        assertThat(client().accept(wanted)).isEqualTo(accepted);
        assertThat(Duration.between(accepted.acceptedAt(), Instant.now()).abs()).isLessThan(Duration.ofSeconds(30));
        awaitState(Long.parseLong(accepted.messageId()), "DELIVERED");
        assertThat(PARTNER.textsOn(mobile)).hasSize(1);
    }

    @Test
    void aRefusalReachesTheNeighbourWithItsCode() {
        var wanted = new AcceptMessage(aKey(), Lane.CODE, "NO_SUCH", aNumber(), Map.of(), null);
        assertThatThrownBy(() -> client().accept(wanted)).isInstanceOfSatisfying(FeignException.class, refused -> {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.contentUTF8()).contains("TEMPLATE_UNKNOWN");
        });
    }

    private MessageApi client() {
        return Feign.builder()
                .contract(new SpringMvcContract())
                .encoder((object, type, template) -> {
                    template.header("Content-Type", "application/json");
                    template.body(JSON.writeValueAsString(object));
                })
                .decoder((response, type) -> JSON.readValue(response.body().asInputStream(), JSON.constructType(type)))
                .requestInterceptor(template -> template.header(
                        "Authorization", "Bearer " + Tokens.service("roster-service", "message-service")))
                .target(MessageApi.class, "http://127.0.0.1:" + servicePort);
    }
}
