package io.jiaxiao.risk.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.risk.fixture.RiskFixture;
import io.jiaxiao.testkit.http.Http;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ListsIT extends RiskFixture {

    private static final String LISTS = "/admin/v1/risk/lists";

    @Test
    void manyArePastedAtOnce_blockAndAreAllowed_andEnd() {
        String one = unique("p");
        String two = unique("p");
        assertThat(expect(201, add("BLOCK", "PERSON", one + "，" + two + "\n\n" + one + " ;", 3600))
                        .json()
                        .path("entries")
                        .asInt())
                .isEqualTo(2);
        awaitReload();
        assertThat(verdictFor(one)).isEqualTo("REJECT");
        assertThat(verdictFor(two)).isEqualTo("REJECT");

        expect(201, add("ALLOW", "PERSON", two, 3600));
        awaitReload();
        assertThat(verdictFor(two)).as("allowed although blocked").isEqualTo("PASS");

        String id = found(one).path("id").asString();
        expect(200, http.post(LISTS + "/" + id + "/end", BERT, Map.of("reason", "误加")));
        awaitReload();
        assertThat(verdictFor(one)).isEqualTo("PASS");
        assertThat(http.post(LISTS + "/" + id + "/end", BERT, Map.of("reason", "再次"))
                        .code())
                .isEqualTo("LIST_ENTRY_OVER");
        assertThat(jdbc.queryForList(
                        "SELECT CONCAT(actor, ' ', action, ' ', reason) FROM audit_log WHERE subject_id = ?",
                        String.class,
                        id))
                .containsExactly("1002 RISK_LIST_END 误加");
    }

    @Test
    void anEntryStopsToCountWhenItsTimeIsOver_withoutAnybodyDoingAnything() {
        String person = unique("p");
        Map<String, Object> pasted = aPaste("BLOCK", "PERSON", person, 3600);
        pasted.put("endsAt", Instant.now().plusSeconds(4).toString());
        expect(201, http.post(LISTS, ANNE, pasted));
        awaitReload();

        assertThat(signInOf(person)).isEqualTo("REJECT");
        await().atMost(Duration.ofSeconds(10)).until(() -> signInOf(person).equals("PASS"));
        assertThat(http.get(LISTS + "?value=" + person, ANNE)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(http.get(LISTS + "?inForce=false&value=" + person, ANNE)
                        .json()
                        .path("total")
                        .asInt())
                .isOne();
    }

    @Test
    void anEntryNamesItsOwnerReasonAndEnd() {
        String person = unique("p");
        expect(201, add("BLOCK", "DEVICE", person, 60));

        JsonNode entry = found(person);

        assertThat(entry.path("owner").asString()).isEqualTo("1001");
        assertThat(entry.path("reason").asString()).isEqualTo("测试名单");
        assertThat(Instant.parse(entry.path("endsAt").asString())).isAfter(Instant.now());
    }

    @Test
    void aPasteWithAnythingWrongInItAddsNothing() {
        String person = unique("p");
        assertThat(add("BLOCK", "PERSON", person + "\n<script>", 60).code()).isEqualTo("LIST_INVALID");
        assertThat(add("BLOCK", "MOBILE_INDEX", person + " 13800001111", 60).code())
                .isEqualTo("LIST_INVALID");
        assertThat(add("BLOCK", "PERSON", person, -1).code()).isEqualTo("END_INVALID");
        assertThat(add("BLOCK", "PERSON", person, 3_000_000_000L).code()).isEqualTo("END_INVALID");
        assertThat(add("BLOCK", "PERSON", " ,; ", 60).code()).isEqualTo("LIST_INVALID");

        assertThat(http.get(LISTS + "?inForce=false&value=" + person, ANNE)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void aWrongPasteIsEndedAsOne_andTheListsHoldOnlySoMany() {
        String mark = unique("paste");
        JsonNode first =
                expect(201, add("BLOCK", "PERSON", many(mark, 5000), 3600)).json();
        String batch = first.path("batch").asString();
        assertThat(first.path("entries").asInt()).isEqualTo(5000);
        assertThat(http.get(LISTS + "?batch=" + batch, ANNE)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(5000);
        awaitReload();
        assertThat(verdictFor(mark + "-7")).isEqualTo("REJECT");
        assertThat(add("BLOCK", "PERSON", many(unique("more"), 5000), 3600).code())
                .isEqualTo("LISTS_FULL");
        expect(
                200,
                http.post(
                        LISTS + "/" + found(mark + "-8").path("id").asString() + "/end", BERT, Map.of("reason", "误加")));

        JsonNode ended = expect(200, http.post(LISTS + "/batches/" + batch + "/end", BERT, Map.of("reason", "贴错了")))
                .json();

        assertThat(ended.path("entries").asInt()).isEqualTo(4999);
        awaitReload();
        assertThat(verdictFor(mark + "-7")).isEqualTo("PASS");
        assertThat(http.post(LISTS + "/batches/" + batch + "/end", BERT, Map.of("reason", "再次"))
                        .code())
                .isEqualTo("LIST_BATCH_OVER");
        assertThat(jdbc.queryForList(
                        "SELECT CONCAT(actor, ' ', action, ' ', reason) FROM audit_log WHERE subject_id = ?",
                        String.class,
                        batch))
                .containsExactly("1002 RISK_LIST_BATCH_END 贴错了");
        String next = expect(201, add("BLOCK", "PERSON", many(unique("more"), 5000), 3600))
                .json()
                .path("batch")
                .asString();
        expect(200, http.post(LISTS + "/batches/" + next + "/end", BERT, Map.of("reason", "测试结束")));
    }

    private static String many(String mark, int values) {
        return IntStream.range(0, values).mapToObj(i -> mark + "-" + i).collect(Collectors.joining("\n"));
    }

    private JsonNode found(String value) {
        return expect(200, http.get(LISTS + "?value=" + value, ANNE))
                .json()
                .path("entries")
                .path(0);
    }

    private Http.Answer add(String kind, String dimension, String text, long seconds) {
        return http.post(LISTS, ANNE, aPaste(kind, dimension, text, seconds));
    }

    private static Map<String, Object> aPaste(String kind, String dimension, String text, long seconds) {
        return new LinkedHashMap<>(Map.of(
                "kind", kind,
                "dimension", dimension,
                "text", text,
                "reason", "测试名单",
                "endsAt", Instant.now().plusSeconds(seconds).toString()));
    }

    /** In this scene nobody is rejected for asking often. */
    private String signInOf(String person) {
        return verdict(with(with(with(anEvent(), "personId", person), "scene", "SIGN_IN"), "facts", Map.of()));
    }

    private String verdictFor(String person) {
        return verdict(with(anEvent(), "personId", person));
    }
}
