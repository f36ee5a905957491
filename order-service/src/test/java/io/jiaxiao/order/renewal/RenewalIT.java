package io.jiaxiao.order.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ChildPlacement;
import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.testkit.identity.Tokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who is renewed by an operator, at which price, and who is not. */
class RenewalIT extends RenewalFixture {

    @Test
    void whatThePreviewShowsIsWhatIsDone_andWhoIsLeftOutHasAReason() {
        ClassPlacement place = aClass();
        Family plain = member(place);
        Family none = member(place);
        Family paused = member(place);
        Family ending = member(place);
        Family longer = member(place);
        List.of(plain, paused, ending, longer, longer).forEach(family -> buy(family, PLAN));
        String resting = running(paused);
        http.post(
                        "/api/v1/subscriptions/" + resting + "/pauses",
                        Tokens.parent(paused.parent()),
                        Map.of("resumesOn", "2027-03-21"))
                .expect(200);
        http.post("/api/v1/subscriptions/" + running(ending) + "/endings", Tokens.parent(ending.parent()), Map.of())
                .expect(200);
        JsonNode shown = preview(ofClass(place));
        assertThat(shown.path("renewed").asInt()).isEqualTo(2);
        assertThat(shown.path("skipped").asInt()).isEqualTo(3);
        assertThat(shown.path("totalFen").asLong()).isEqualTo(3000);
        assertThat(through(plain)).isEqualTo("2027-04-10");

        String renewal = start(place);
        run.run();
        Map<String, JsonNode> rows = rows(renewal);
        shown.path("items").forEach(line -> {
            JsonNode row = rows.get(line.path("childId").asString());
            for (String field : List.of("why", "after", "through", "amountFen")) {
                assertThat(row.path(field)).as("%s of %s", field, row).isEqualTo(line.path(field));
            }
        });
        assertThat(why(rows, none)).isEqualTo("NOT_SUBSCRIBED");
        assertThat(why(rows, ending)).isEqualTo("ENDING");
        assertThat(why(rows, longer)).isEqualTo("PAID_LONGER");
        assertThat(through(plain)).isEqualTo("2027-05-10");
        assertThat(eventsOf(running(plain)))
                .containsExactly("CREATED 2027-04-10", "ACTIVATED 2027-04-10", "RENEWED 2027-05-10");
        assertThat(waitingEvents("EntitlementChanged", plain.childId() + ":AIXUE_MOBILE"))
                .isEqualTo(2);
        assertThat(subscriptionState(resting)).isEqualTo("PAUSED");
        assertThat(entitled(paused, "AIXUE_MOBILE", "aixue")).isFalse();
        itIs("2027-03-21");
        http.post("/api/v1/subscriptions/" + resting + "/resumptions", Tokens.parent(paused.parent()), Map.of())
                .expect(200);
        assertThat(through(paused)).isEqualTo("2027-05-20");
        assertThat(entitled(plain, "AIXUE_MOBILE", "aixue")).isTrue();
    }

    @Test
    void whoLeftTheClassSinceItWasListedIsNotRenewed_norWhoCameLater() {
        ClassPlacement place = aClass();
        Family stays = member(place);
        Family leaves = member(place);
        buy(stays, PLAN);
        buy(leaves, PLAN);
        String renewal = start(place);
        run.step(Long.parseLong(renewal));
        NEIGHBOURS.has(new ChildPlacement(leaves.childId(), leaves.child().guardianIds(), null));
        Family late = member(place);
        buy(late, PLAN);
        run.run();
        assertThat(why(rows(renewal), leaves)).isEqualTo("LEFT_CLASS");
        assertThat(through(leaves)).isEqualTo("2027-04-10");
        assertThat(through(stays)).isEqualTo("2027-05-10");
        assertThat(rows(renewal)).doesNotContainKey(late.childId());
    }

    @Test
    void theSameKeyStartsOneRenewal_andAnotherWishUnderItIsRefused() {
        ClassPlacement place = aClass();
        Family family = member(place);
        buy(family, PLAN);
        String key = aKey();
        String first =
                started(key, ofClass(place)).expect(202).json().path("id").asString();
        run.run();
        run.run();
        assertThat(started(key, ofClass(place)).expect(202).json().path("id").asString())
                .isEqualTo(first);
        Map<String, Object> other = ofClass(place);
        other.put("reason", "另一个原因");
        assertThat(started(key, other).expect(422).code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        String again = start(place);
        run.run();
        assertThat(why(rows(again), family)).isEqualTo("PAID_LONGER");
        assertThat(through(family)).isEqualTo("2027-05-10");
    }

    @Test
    void aChildIsRenewedAtThePriceOfItsPlace_andItsParentGetsBackOnlyWhatWasPaidHere() {
        ClassPlacement place = aClass();
        Family family = member(place);
        Family classmate = member(place);
        String purchase = buy(family, PLAN);
        buy(classmate, PLAN);
        http.post(
                        "/admin/v1/tariffs",
                        Tokens.operator(),
                        Map.of(
                                "planCode",
                                PLAN,
                                "scope",
                                "UNIT",
                                "scopeId",
                                place.schoolId(),
                                "priceFen",
                                900,
                                "reason",
                                "学校统一缴费"))
                .expect(201);
        Map<String, Object> wish = ofClass(place);
        wish.remove("classIds");
        wish.put("childId", family.childId());
        String renewal = started(aKey(), wish).expect(202).json().path("id").asString();
        run.run();
        assertThat(rows(renewal)).containsOnlyKeys(family.childId());
        assertThat(rows(renewal).get(family.childId()).path("amountFen").asLong())
                .isEqualTo(900);
        assertThat(through(classmate)).isEqualTo("2027-04-10");
        String subscription = subscriptionOf(purchase);
        assertThat(refundPreview(family, subscription)).isEqualTo(1500);
        cancel(family, subscription, 1500L).expect(200);
        payments.arrive("P" + purchase);
        assertThat(subscriptionState(subscription)).isEqualTo("REFUNDED");
        assertThat(payments.kept("P" + purchase)).isZero();
    }

    @Test
    void whatCannotBeRenewedIsRefusedWithWords() {
        ClassPlacement place = aClass();
        Map<String, Object> promotion = ofClass(place);
        promotion.put("planCode", "GAOKAO_VIP_M3_BACK3");
        assertThat(started(aKey(), promotion).expect(409).code()).isEqualTo("PLAN_UNDER_PROMOTION");
        Map<String, Object> unknown = ofClass(place);
        unknown.put("planCode", "NO_SUCH_PLAN");
        assertThat(started(aKey(), unknown).expect(404).code()).isEqualTo("PLAN_UNKNOWN");
        Map<String, Object> both = ofClass(place);
        both.put("childId", "1");
        assertThat(started(aKey(), both).expect(400).code()).isEqualTo("INVALID_REQUEST");
        assertThat(http.post(RENEWALS, Tokens.parent(aPerson()), aKey(), ofClass(place))
                        .status())
                .isEqualTo(403);
        assertThat(http.get(RENEWALS + "/1", Tokens.operator()).expect(404).code())
                .isEqualTo("RENEWAL_UNKNOWN");
    }
}
