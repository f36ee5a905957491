package io.jiaxiao.message.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.message.fixture.MessageFixture;
import io.jiaxiao.message.lifecycle.store.SearchStore;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.sql.Connection;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.session.SqlSessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Where did this SMS go: the operators' lists, stories and counts. */
class TrackingIT extends MessageFixture {

    private static final String PATH = "/admin/v1/messages";

    @Autowired
    private SqlSessionFactory sessions;

    @Test
    void anOperatorFindsAMessageByItsNumber_masked() {
        String mobile = aNumber();
        long id = accept(aCode(mobile));
        awaitState(id, "DELIVERED");
        Http.Answer answer = http.get(PATH + "?mobile=" + mobile, Tokens.operator());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("total").asInt()).isEqualTo(1);
        JsonNode line = answer.json().path("items").get(0);
        assertThat(line.path("id").asString()).isEqualTo(Long.toString(id));
        assertThat(line.path("mobile").asString()).isEqualTo(mobile.substring(0, 3) + "****" + mobile.substring(7));
        assertThat(line.path("state").asString()).isEqualTo("DELIVERED");
        assertThat(line.path("title").asString()).isEqualTo("登录验证码");
        assertThat(answer.body()).doesNotContain(mobile).doesNotContain("135790");
    }

    @Test
    void filtersNarrow_andPagesAreCutNewestFirst() {
        String mobile = aNumber();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(Long.toString(accept(aNotice(mobile))));
        }
        ids.forEach(id -> awaitState(Long.parseLong(id), "DELIVERED"));
        accept(aCode(mobile));
        JsonNode page = get("?mobile=" + mobile + "&lane=NOTICE&template=SCHOOL_NOTICE&page=1&size=2");
        assertThat(page.path("total").asInt()).isEqualTo(5);
        assertThat(page.path("items").get(0).path("id").asString()).isEqualTo(ids.get(2));
        assertThat(page.path("items").get(1).path("id").asString()).isEqualTo(ids.get(3));
        assertThat(get("?mobile=" + mobile + "&state=FAILED").path("total").asInt())
                .isZero();
        assertThat(get("?mobile=" + mobile + "&to=2026-01-01T00:00:00Z")
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(get("?mobile=" + aNumber()).path("total").asInt()).isZero();
    }

    @Test
    void theStoryTellsEveryAttemptAndReport_andNeverTheText() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"REFUSE\",\"rspcod\":\"SystemBusy\",\"count\":1}]");
        long id = accept(aCode(mobile));
        awaitState(id, "DELIVERED");
        Http.Answer answer = http.get(PATH + "/" + id, Tokens.operator());
        assertThat(answer.json().path("timeline").valueStream().map(step -> step.path("event")
                        .asString()))
                .containsExactly(
                        "ACCEPTED",
                        "ATTEMPT_STARTED",
                        "CHANNEL_REFUSED",
                        "ATTEMPT_STARTED",
                        "CHANNEL_ACCEPTED",
                        "REPORTED_DELIVERED");
        JsonNode refused = answer.json().path("timeline").get(2);
        assertThat(refused.path("code").asString()).isEqualTo("SystemBusy");
        assertThat(refused.path("reason").asString()).isEqualTo("通道繁忙");
        assertThat(answer.json().path("wording").asString()).contains("{code}");
        assertThat(answer.body()).doesNotContain("135790").doesNotContain(mobile);
    }

    @Test
    void aReportedFailureIsExplainedInChinese() {
        String mobile = aNumber();
        PARTNER.order(mobile, "[{\"kind\":\"REPORT_STATUS\",\"errorCode\":\"MK:0024\"}]");
        long id = accept(aCode(mobile));
        awaitState(id, "FAILED");
        JsonNode line = get("/" + id).path("message");
        assertThat(line.path("code").asString()).isEqualTo("MK:0024");
        assertThat(line.path("reason").asString()).isEqualTo("手机已关机");
    }

    @Test
    void aMessageNobodyKnowsIsNotFound() {
        Http.Answer answer = http.get(PATH + "/1", Tokens.operator());
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("MESSAGE_UNKNOWN");
    }

    @Test
    void theSummaryCountsEveryLaneAndState() {
        long before = delivered();
        long id = accept(aCode(aNumber()));
        awaitState(id, "DELIVERED");
        JsonNode lanes = get("/summary").path("lanes");
        assertThat(lanes.propertyNames()).containsExactly("CODE", "TRANSACTIONAL", "NOTICE", "MARKETING");
        assertThat(lanes.path("CODE").size()).isEqualTo(8);
        assertThat(delivered()).isGreaterThan(before);
    }

    @Test
    void aLongListIsCutWithoutSortingIt_andCountedUpToABound() {
        long first = 1_000;
        Instant day = Instant.parse("2021-03-01T00:00:00Z");
        jdbc.update(
                "INSERT INTO message (id, caller, caller_key, lane, template_code, template_version, mobile, mobile_index,"
                        + " segments, state, due_at, accepted_at) SELECT ?, caller, 'old', 'NOTICE', template_code,"
                        + " template_version, mobile, mobile_index, segments, 'DELIVERED', ?, ? FROM message WHERE id = ?",
                first,
                Timestamp.from(day),
                Timestamp.from(day),
                accept(aCode(aNumber())));
        for (int rows = 1; rows <= 8192; rows *= 2) {
            jdbc.update(
                    "INSERT INTO message (id, caller, caller_key, lane, template_code, template_version, mobile,"
                            + " mobile_index, segments, state, due_at, accepted_at) SELECT id + ?, caller,"
                            + " CONCAT('old-', id + ?), lane, template_code, template_version, mobile, mobile_index,"
                            + " segments, state, due_at, accepted_at + INTERVAL ? SECOND FROM message"
                            + " WHERE id BETWEEN ? AND ?",
                    rows,
                    rows,
                    rows,
                    first,
                    first + rows - 1);
        }
        try {
            jdbc.execute("ANALYZE TABLE message");
            JsonNode page = get("?size=3&from=2021-03-01T00:00:00Z&to=2021-03-02T00:00:00Z");
            assertThat(page.path("total").asInt()).isEqualTo(10_000);
            assertThat(page.path("more").asBoolean()).isTrue();
            assertThat(page.path("items").valueStream().map(item -> item.path("id")
                            .asString()))
                    .containsExactly("17383", "17382", "17381");
            JsonNode hour = get("?from=2021-03-01T00:00:00Z&to=2021-03-01T01:00:00Z");
            assertThat(hour.path("total").asInt()).isEqualTo(3600);
            assertThat(hour.path("more").asBoolean()).isFalse();
            assertThat(planOfTheList(day)).doesNotContain("filesort").contains("ix_message_newest");
        } finally {
            jdbc.update("DELETE FROM message WHERE id BETWEEN ? AND ?", first, first + 16_383);
        }
    }

    /** What the database does for the first page of a day. */
    private String planOfTheList(Instant day) {
        var wanted = new SearchStore.Wanted(day, day.plusSeconds(86_400), List.of(), null, null, null);
        String sql = sessions.getConfiguration()
                .getMappedStatement("io.jiaxiao.message.lifecycle.store.SearchMapper.find")
                .getBoundSql(Map.of("w", wanted, "offset", 0L, "most", 20))
                .getSql();
        return jdbc.queryForList("EXPLAIN " + sql, Timestamp.from(day), Timestamp.from(day.plusSeconds(86_400)), 20, 0L)
                .toString();
    }

    @Test
    void aSearchThatTakesTooLong_endsWithWhatToDo() {
        Http.Answer answer = jdbc.execute((Connection connection) -> {
            try (Statement lock = connection.createStatement()) {
                lock.execute("LOCK TABLES message WRITE");
                try {
                    return http.get(PATH, Tokens.operator());
                } finally {
                    lock.execute("UNLOCK TABLES");
                }
            }
        });
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("SEARCH_TOO_WIDE");
    }

    private long delivered() {
        return get("/summary").path("lanes").path("CODE").path("DELIVERED").asLong();
    }

    private JsonNode get(String rest) {
        Http.Answer answer = http.get(PATH + rest, Tokens.operator());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
