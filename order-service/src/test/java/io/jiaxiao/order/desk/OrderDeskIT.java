package io.jiaxiao.order.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.order.fixture.ShopFixture;
import io.jiaxiao.testkit.http.Http;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Operators look for purchases and subscriptions. */
class OrderDeskIT extends ShopFixture {

    private static final String PURCHASES = "/admin/v1/purchases";
    private static final String SUBSCRIPTIONS = "/admin/v1/subscriptions";
    private static final String MONTH = "AIXUE_MOBILE_M1";

    @Test
    void aPurchaseIsFoundByWhateverIsKnownOfIt() {
        itIs("2027-03-10");
        Family family = aFamily();
        String paid = buy(family, MONTH);
        String waits = order(family, "XIAOXUNTONG_M1");
        String school = "&schoolId=" + family.place().schoolId();

        assertThat(purchases("schoolId=" + family.place().schoolId())).containsExactly(waits, paid);
        assertThat(purchases("classId=" + family.place().classId())).containsExactly(waits, paid);
        assertThat(purchases("childId=" + family.childId())).containsExactly(waits, paid);
        assertThat(purchases("payerId=" + family.parent())).containsExactly(waits, paid);
        assertThat(purchases("personId=" + family.parent())).containsExactly(waits, paid);
        assertThat(purchases("state=PAID" + school)).containsExactly(paid);
        assertThat(purchases("product=XIAOXUNTONG" + school)).containsExactly(waits);
        assertThat(purchases("number=" + paid)).containsExactly(paid);
        assertThat(purchases("channel=CARRIER" + school)).isEmpty();
        assertThat(purchases("channel=ALIPAY" + school)).hasSize(2);
        assertThat(purchases("from=2027-03-10T00:00:00Z&till=2027-03-11T00:00:00Z" + school))
                .hasSize(2);
        assertThat(purchases("from=2027-03-11T00:00:00Z" + school)).isEmpty();
        assertThat(purchases("till=2027-03-10T00:00:00Z" + school)).isEmpty();
    }

    @Test
    void aSubscriptionIsFoundByWhoHoldsIt_andByWhoPaidForIt() {
        long father = aPerson();
        Family mother = aFamilyWith(father);
        String first = buy(mother, MONTH);
        String subscription = subscriptionOf(first);
        String second = buy(new Family(father, mother.child(), mother.place()), MONTH);
        assertThat(subscriptionOf(second)).isEqualTo(subscription);

        assertThat(subscriptions("personId=" + mother.parent())).containsExactly(subscription);
        assertThat(subscriptions("personId=" + father)).containsExactly(subscription);
        assertThat(subscriptions("payerId=" + father)).containsExactly(subscription);
        assertThat(purchases("personId=" + mother.parent())).containsExactly(second, first);
        assertThat(purchases("payerId=" + mother.parent())).containsExactly(first);
        assertThat(subscriptions("number=" + second)).containsExactly(subscription);
        assertThat(subscriptions("classId=" + mother.place().classId())).containsExactly(subscription);
        assertThat(subscriptions("childId=" + mother.childId() + "&state=ACTIVE"))
                .containsExactly(subscription);
        assertThat(subscriptions("childId=" + mother.childId() + "&state=EXPIRED"))
                .isEmpty();
        assertThat(subscriptions("channel=ALIPAY&product=AIXUE_MOBILE&schoolId="
                        + mother.place().schoolId()))
                .containsExactly(subscription);
        assertThat(subscriptions("channel=OUTSIDE&childId=" + mother.childId())).isEmpty();

        JsonNode detail = http.get(SUBSCRIPTIONS + "/" + subscription, Tokens.operator())
                .expect(200)
                .json();
        assertThat(detail.path("terms")).hasSize(2);
        assertThat(detail.path("purchases")).hasSize(2);
        assertThat(detail.path("upcoming")).isNotEmpty();
        assertThat(whats(detail, "SUBSCRIPTION")).containsExactly("CREATED", "ACTIVATED", "RENEWED");
        assertThat(whats(detail, "PURCHASE")).containsExactly("MADE", "PAID", "MADE", "PAID");
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrCopy_alsoOfOneMoment() {
        ClassPlacement place = aClass();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long parent = aPerson();
            made.addFirst(buy(new Family(parent, aChildOf(parent, place), place), MONTH));
        }
        assertThat(walk(PURCHASES, "classId=" + place.classId(), 2)).containsExactlyElementsOf(made);
        assertThat(walk(SUBSCRIPTIONS, "classId=" + place.classId(), 2))
                .hasSize(5)
                .doesNotHaveDuplicates();
        assertThat(walk(PURCHASES, "personId=" + made.getFirst() + "&classId=" + place.classId(), 2))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "schoolId=a-b, schoolId",
        "size=0, size",
        "size=201, size",
        "payerId=x, payerId",
        "personId=0, personId",
        "number=99999999999999999999, number",
        "channel=CASH, channel",
        "state=LOST, state",
        "from=yesterday, from",
        "cursor=7, cursor",
        "product=%20, product"
    })
    void whatIsWrittenWronglyIsNamed(String query, String field) {
        assertThat(http.get(PURCHASES + "?" + query, Tokens.operator())
                        .expect(400)
                        .fields())
                .containsExactly(field);
        assertThat(http.get(SUBSCRIPTIONS + "?" + query, Tokens.operator())
                        .expect(400)
                        .fields())
                .containsExactly(field);
    }

    @Test
    void timesThatCannotBeAreRefused_andOnlyOperatorsLook() {
        assertThat(http.get(PURCHASES + "?from=2027-03-11T00:00:00Z&till=2027-03-10T00:00:00Z", Tokens.operator())
                        .expect(400)
                        .code())
                .isEqualTo("TIME_OUT_OF_RANGE");
        http.get(PURCHASES + "?cursor=9999999999999-99999999999999999999", Tokens.operator())
                .expect(400);
        http.get(PURCHASES + "?cursor=9-9999999999999999999", Tokens.operator()).expect(400);
        for (String path : List.of(PURCHASES, SUBSCRIPTIONS)) {
            http.get(path, Tokens.parent(aPerson())).expect(403);
            http.get(path + "/1", Tokens.user("4711", "TEACHER", "SCHOOL_OPERATOR"))
                    .expect(403);
            http.get(path + "/1", Tokens.operator()).expect(404);
        }
    }

    @Test
    void aRenewalOrderedByAnOperatorIsOnTheTimelineOfItsOrder() {
        Family family = aFamily();
        String purchase = buy(family, MONTH);
        String renewal = Long.toString(number());
        jdbc.update(
                "INSERT INTO renewal (id, plan_code, ending_by, settlement, reason, operator, state, created_at)"
                        + " VALUES (?, ?, '2027-01-01', '合同一', '学校统一续订', '4711', 'DONE', '2026-01-01')",
                renewal,
                MONTH);
        jdbc.update(
                "INSERT INTO renewal_row (renewal_id, child_id, class_id, state, purchase_id, amount_fen)"
                        + " VALUES (?, ?, '1', 'RENEWED', ?, 1500)",
                renewal,
                family.childId(),
                purchase);
        JsonNode line = lines(one(purchase), "RENEWAL").getFirst();
        assertThat(line.path("number").asString()).isEqualTo(renewal);
        assertThat(line.path("actor").asString()).isEqualTo("operator:4711");
        assertThat(line.path("note").asString()).contains("合同一", "学校统一续订");
    }

    private static Family aFamilyWith(long father) {
        long mother = aPerson();
        ClassPlacement place = aClass();
        var child = new ChildPlacement(
                Long.toString(number()), List.of(Long.toString(mother), Long.toString(father)), place);
        NEIGHBOURS.has(child);
        return new Family(mother, child, place);
    }

    private JsonNode one(String purchase) {
        return http.get(PURCHASES + "/" + purchase, Tokens.operator())
                .expect(200)
                .json();
    }

    private List<String> purchases(String query) {
        return ids(http.get(PURCHASES + "?" + query, Tokens.operator()));
    }

    private List<String> subscriptions(String query) {
        return ids(http.get(SUBSCRIPTIONS + "?" + query, Tokens.operator()));
    }

    private List<String> walk(String path, String query, int size) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = http.get(path + "?" + query + "&size=" + size + cursor, Tokens.operator())
                    .expect(200)
                    .json();
            page.path("items").forEach(line -> all.add(line.path("id").asString()));
            assertThat(page.path("items").size()).isLessThanOrEqualTo(size);
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return all;
    }

    private static List<String> ids(Http.Answer answer) {
        return answer.expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(line -> line.path("id").asString())
                .toList();
    }

    private static List<JsonNode> lines(JsonNode detail, String source) {
        return detail.path("timeline")
                .valueStream()
                .filter(line -> line.path("source").asString().equals(source))
                .toList();
    }

    private static List<String> whats(JsonNode detail, String source) {
        return lines(detail, source).stream()
                .map(line -> line.path("what").asString())
                .toList();
    }

    @Test
    void thePromiseOfAPromotionIsOnTheTimeline() {
        Family family = aFamily();
        String purchase = buy(family, "GAOKAO_VIP_M3_BACK3");
        assertThat(whats(one(purchase), "PROMOTION"))
                .containsExactly("GRANTED", "INSTALMENT_SCHEDULED", "INSTALMENT_SCHEDULED", "INSTALMENT_SCHEDULED");
        assertThat(lines(one(purchase), "PROMOTION").getFirst().path("note").asString())
                .startsWith("SUBSCRIBE3_RETURN3");
        assertThat(lines(one(purchase), "PROMOTION").get(1).path("amountFen").asLong())
                .isEqualTo(2000);
    }
}
