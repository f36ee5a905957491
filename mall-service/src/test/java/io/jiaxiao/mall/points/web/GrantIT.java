package io.jiaxiao.mall.points.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.contracts.mall.PointsEarned;
import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.mall.points.fixture.PointsFixture;
import io.jiaxiao.starter.outbox.Outbox;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class GrantIT extends PointsFixture {

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void aLineGrantsByItsRule_andTheSameKeyIsOneGrant() {
        long person = aPerson();
        String key = aKey();
        Http.Answer first = grant("zhongxiangyuedu", key, person, "READING_FINISHED", 3);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("points").asLong()).isEqualTo(30);
        assertThat(grant("zhongxiangyuedu", key, person, "READING_FINISHED", 3)).isEqualTo(first);
        assertThat(grant("zhongxiangyuedu", key, person, "READING_FINISHED", 4).status())
                .isEqualTo(422);
        assertThat(available(person)).isEqualTo(30);
        assertThat(jdbc.queryForObject("SELECT line FROM points_lot WHERE person_id = ?", String.class, person))
                .isEqualTo("ZHONGXIANGYUEDU");
    }

    @Test
    void theKeysOfTwoLinesNeverMeet() {
        long person = aPerson();
        String key = aKey();
        grant("zhongxiangyuedu", key, person, "READING_FINISHED", 1);
        assertThat(grant("aixue", key, person, "LESSON_FINISHED", 1).status()).isEqualTo(200);
        assertThat(available(person)).isEqualTo(30);
    }

    @Test
    void theDayHasACap_thatCutsTheLastGrant() {
        long person = aPerson();
        assertThat(grant("aixue", aKey(), person, "LESSON_FINISHED", 4)
                        .json()
                        .path("points")
                        .asLong())
                .isEqualTo(80);
        assertThat(grant("aixue", aKey(), person, "LESSON_FINISHED", 4)
                        .json()
                        .path("points")
                        .asLong())
                .isEqualTo(20);
        JsonNode capped = grant("aixue", aKey(), person, "LESSON_FINISHED", 1).json();
        assertThat(capped.path("capped").asBoolean()).isTrue();
        assertThat(capped.path("points").asLong()).isZero();
    }

    @Test
    void aLineCannotUseAnotherLinesRule() {
        assertThat(grant("aixue", aKey(), aPerson(), "READING_FINISHED", 1).code())
                .isEqualTo("EARNING_RULE_UNKNOWN");
    }

    @Test
    void onlyAProductLineWithItsOwnScopeGrants() {
        Map<String, Object> body = Map.of("personId", "1", "event", "LESSON_FINISHED", "quantity", 1);
        String path = "/open/v1/points/grants";
        assertThat(http.post(path, "", aKey(), body).status()).isEqualTo(401);
        assertThat(http.post(path, Tokens.parent(1), aKey(), body).status()).isEqualTo(403);
        assertThat(http.post(path, Tokens.operator(1), aKey(), body).status()).isEqualTo(403);
        assertThat(http.post(path, Tokens.client("aixue", "line:xiaoxuntong"), aKey(), body)
                        .code())
                .isEqualTo("NOT_A_PRODUCT_LINE");
        assertThat(http.post(path, Tokens.client("someone", "line:someone"), aKey(), body)
                        .code())
                .isEqualTo("NOT_A_PRODUCT_LINE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"personId\":\"1\",\"event\":\"LESSON_FINISHED\"}",
                "{\"personId\":\"abc\",\"event\":\"LESSON_FINISHED\",\"quantity\":1}",
                "{\"personId\":\"9999999999999999999\",\"event\":\"LESSON_FINISHED\",\"quantity\":1}",
                "{\"personId\":\"-1\",\"event\":\"LESSON_FINISHED\",\"quantity\":1}",
                "{\"personId\":\"1\",\"event\":\"lesson finished\",\"quantity\":1}",
                "{\"personId\":\"1\",\"event\":\"LESSON_FINISHED\",\"quantity\":0}",
                "{\"personId\":\"1\",\"event\":\"LESSON_FINISHED\",\"quantity\":1001}",
                "{\"personId\":\"1\",\"event\":\"LESSON_FINISHED\",\"quantity\":1.5}",
                "{\"personId\":\"1\",\"event\":\"LESSON_FINISHED\",\"quantity\":\"many\"}",
                "{\"personId\":\"1\",\"event\":\"LESSON_FINISHED\",\"quantity\":1,\"line\":\"AIXUE\"}",
            })
    void badInputIsRefusedInWords(String json) {
        Http.Answer answer = http.post("/open/v1/points/grants", Tokens.line("aixue"), aKey(), json);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void aMissingOrUnusableKeyIsRefused() {
        Map<String, Object> body = Map.of("personId", "1", "event", "LESSON_FINISHED", "quantity", 1);
        for (String key : List.of("", "k".repeat(65), "with blank")) {
            Http.Answer answer = http.post("/open/v1/points/grants", Tokens.line("aixue"), key, body);
            assertThat(answer.status()).as(key).isEqualTo(400);
            assertThat(answer.type()).startsWith("application/problem+json");
        }
    }

    @Test
    void aLineReportsByEvent_twice_andItIsOneGrant() {
        long person = aPerson();
        String key = aKey();
        var event = new PointsEarned(
                ProductLine.SHUZHIJIAXIAO, key, "HOMEWORK_DONE", Long.toString(person), 2, Instant.now());
        transaction.executeWithoutResult(status -> outbox.appendAll(List.of(event, event)));
        await().atMost(Duration.ofSeconds(30)).until(() -> available(person) > 0);
        assertThat(available(person)).isEqualTo(20);
        assertThat(grant("shuzhijiaxiao", key, person, "HOMEWORK_DONE", 2)
                        .json()
                        .path("points")
                        .asLong())
                .as("the call with the event's key is the same grant")
                .isEqualTo(20);
        assertThat(available(person)).isEqualTo(20);
    }

    @Test
    void theStatementGoesBackToTheFirstEntryEver_andIsOnlyOnesOwn() {
        long person = aPerson();
        for (int i = 0; i < 5; i++) {
            grant("aixue", aKey(), person, "LESSON_FINISHED", 1);
        }
        List<Long> balances = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = http.get(
                            "/api/v1/points/entries?size=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor),
                            Tokens.parent(person))
                    .json();
            page.path("entries")
                    .forEach(entry -> balances.add(entry.path("availableAfter").asLong()));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        assertThat(balances).containsExactly(100L, 80L, 60L, 40L, 20L);

        assertThat(http.get("/api/v1/points/entries", Tokens.parent(aPerson()))
                        .json()
                        .path("entries")
                        .size())
                .isZero();
        assertThat(http.get("/api/v1/points", Tokens.line("aixue")).status()).isEqualTo(403);
        assertThat(http.get("/api/v1/points/entries?size=101", Tokens.parent(person))
                        .status())
                .isEqualTo(400);
        assertThat(http.get("/api/v1/points/entries?cursor=x", Tokens.parent(person))
                        .status())
                .isEqualTo(400);
    }

    private long available(long person) {
        return http.get("/api/v1/points", Tokens.parent(person))
                .json()
                .path("available")
                .asLong();
    }
}
