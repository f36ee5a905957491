package io.jiaxiao.risk.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.risk.RiskApplication;
import io.jiaxiao.risk.fixture.HeardAlarms;
import io.jiaxiao.risk.fixture.RiskFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.TestIdentity;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.spring.TestSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Two instances on one database and one Redis. */
class HotReloadIT extends RiskFixture {

    @Autowired
    private Environment environment;

    @Test
    void aChangeMadeInOneInstanceIsInForceInTheOther_andEventsOfBothCountTogether() throws Exception {
        try (ConfigurableApplicationContext second = secondInstance()) {
            Http other = new Http(second.getEnvironment().getRequiredProperty("local.server.port", Integer.class));

            String rule = aLiveRule("facts.sku == 'both'", "REJECT", "ON");
            Map<String, Object> event = with(anEvent(), "facts", Map.of("points", 1, "sku", "both"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> verdict(other, again(event)).equals("REJECT"));
            assertThat(verdict(again(event))).isEqualTo("REJECT");

            expect(
                    200,
                    other.post("/admin/v1/risk/rules/" + rule + "/mode", BERT, Map.of("mode", "OFF", "reason", "误伤")));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> verdict(again(event)).equals("PASS"));

            String person = unique("p");
            expect(201, other.post("/admin/v1/risk/lists", ANNE, aBlock(person)));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> verdict(with(anEvent(), "personId", person)).equals("REJECT"));

            copiesInBothInstancesAreOneDecision(other);
        }
    }

    private void copiesInBothInstancesAreOneDecision(Http other) throws Exception {
        Map<String, Object> event = with(anEvent(), "facts", Map.of("points", 30_000));
        List<Callable<String>> copies = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Http instance = i % 2 == 0 ? http : other;
            copies.add(() -> instance.post(
                            "/internal/decisions", Tokens.service("mall-service", "risk-reconcile-service"), event)
                    .body());
        }
        List<String> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(40)) {
            for (Future<String> one : threads.invokeAll(copies)) {
                answers.add(one.get());
            }
        }
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(stored((String) event.get("eventId"))).isOne();
    }

    @Test
    void aRuleThatCannotBeLoadedKeepsWhatItWas_othersGoOn_andAPersonIsTold() {
        String broken = aLiveRule("facts.sku == 'kept'", "REJECT", "ON");
        Map<String, Object> event = with(anEvent(), "facts", Map.of("points", 1, "sku", "kept"));
        assertThat(verdict(again(event))).isEqualTo("REJECT");

        jdbc.update("UPDATE rule_version SET expression = 'facts.gone > 1' WHERE rule_code = ?", broken);
        String next = aLiveRule("facts.sku == 'next'", "REJECT", "ON");

        assertThat(verdict(with(anEvent(), "facts", Map.of("points", 1, "sku", "next"))))
                .isEqualTo("REJECT");
        assertThat(verdict(again(event))).as("as it was before").isEqualTo("REJECT");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> HeardAlarms.about("RULE_NOT_LOADED", broken).size() == 1);
        mode(next, "OFF");
        expect(200, http.post("/admin/v1/risk/rules/" + broken + "/retire", ANNE, Map.of("reason", "损坏")));
        awaitReload();
        assertThat(verdict(again(event))).isEqualTo("PASS");
        assertThat(HeardAlarms.about("RULE_NOT_LOADED", broken)).as("told once").hasSize(1);
    }

    private static Map<String, Object> aBlock(String person) {
        return Map.of(
                "kind", "BLOCK",
                "dimension", "PERSON",
                "text", person,
                "reason", "测试",
                "endsAt", Instant.now().plusSeconds(3600).toString());
    }

    private String verdict(Http instance, Map<String, Object> event) {
        return expect(
                        200,
                        instance.post(
                                "/internal/decisions", Tokens.service("mall-service", "risk-reconcile-service"), event))
                .json()
                .path("verdict")
                .asString();
    }

    private ConfigurableApplicationContext secondInstance() {
        Map<String, Object> same = new LinkedHashMap<>(TestSecrets.properties());
        for (String property : List.of(
                "jiaxiao.db.url",
                "jiaxiao.db.schema",
                "jiaxiao.db.user",
                "jiaxiao.db.password",
                "jiaxiao.redis.url",
                "jiaxiao.risk.windows.patience",
                "jiaxiao.rocketmq.name-server",
                "jiaxiao.rocketmq.prefix",
                "spring.cloud.nacos.discovery.enabled")) {
            same.put(property, environment.getRequiredProperty(property));
        }
        List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
        same.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(RiskApplication.class, TestIdentity.class)
                .run(arguments.toArray(String[]::new));
    }
}
