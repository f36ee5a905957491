package io.jiaxiao.order.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.contracts.roster.ClassPlacement;
import io.jiaxiao.testkit.identity.Tokens;
import io.jiaxiao.testkit.simulation.JdbcFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One order for whole schools. */
class RenewalOfSchoolsIT extends RenewalFixture {

    @Test
    void aWholeSchoolIsOneOrder_itsClassesAreFoundOut_andAChunkTakesChildrenOfSeveral() {
        String school = Long.toString(number());
        ClassPlacement first = aClassOf(school);
        ClassPlacement second = aClassOf(school);
        ClassPlacement empty = aClassOf(school);
        List<Family> families = new ArrayList<>(subscribed(first, 2));
        families.addAll(subscribed(second, 3));
        Family none = member(second);
        ClassPlacement elsewhere = aClass();
        Family outside = subscribed(elsewhere, 1).getFirst();

        String renewal = begin(ofSchools(List.of(school)));
        long id = Long.parseLong(renewal);
        run.step(id);
        assertThat(jdbc.queryForList(
                        "SELECT class_id FROM renewal_class WHERE renewal_id = ? AND NOT listed",
                        String.class,
                        renewal))
                .containsExactlyInAnyOrder(first.classId(), second.classId(), empty.classId());
        run.step(id);
        run.step(id);
        assertThat(counts(renewal)).isEqualTo("RUNNING 6: 0 renewed, 0 skipped, 0 cancelled, 6 waiting");
        run.step(id);
        assertThat(view(renewal).path("waiting").asInt()).isEqualTo(3);
        run.run();
        assertThat(counts(renewal)).isEqualTo("DONE 6: 5 renewed, 1 skipped, 0 cancelled, 0 waiting");
        families.forEach(family -> assertThat(through(family)).isEqualTo("2027-05-10"));
        assertThat(why(rows(renewal), none)).isEqualTo("NOT_SUBSCRIBED");
        assertThat(through(outside)).isEqualTo("2027-04-10");
        for (Family family : families) {
            assertThat(rows(renewal).get(family.childId()).path("classId").asString())
                    .isEqualTo(family.place().classId());
        }
    }

    @Test
    void thePreviewOfSchoolsHasSumsForEach_andReasonsForAll() {
        ClassPlacement one = aClass();
        ClassPlacement other = aClass();
        subscribed(one, 2);
        member(one);
        subscribed(other, 1);
        price(other.schoolId(), 900);
        JsonNode shown = preview(ofSchools(List.of(one.schoolId(), other.schoolId())));
        assertThat(shown.path("renewed").asInt()).isEqualTo(3);
        assertThat(shown.path("skipped").asInt()).isEqualTo(1);
        assertThat(shown.path("reasons").path("NOT_SUBSCRIBED").asInt()).isEqualTo(1);
        assertThat(shown.path("totalFen").asLong()).isEqualTo(3900);
        assertThat(shown.path("items")).hasSize(4);
        assertThat(shown.path("itemsLeftOut").asBoolean()).isFalse();
        Map<String, String> sums = new HashMap<>();
        shown.path("schools")
                .forEach(sum -> sums.put(
                        sum.path("schoolId").asString(),
                        sum.path("renewed").asInt() + "+" + sum.path("skipped").asInt() + " "
                                + sum.path("totalFen").asLong()));
        assertThat(sums).isEqualTo(Map.of(one.schoolId(), "2+1 3000", other.schoolId(), "1+0 900"));
    }

    @Test
    void aSchoolIsRenewedAtThePriceOfTheDayItWasOrdered_whateverTariffsComeAfterwards() {
        ClassPlacement place = aClass();
        Family family = subscribed(place, 1).getFirst();
        String renewal = begin(ofSchools(List.of(place.schoolId())));
        clock.advanceSeconds(60);
        price(place.schoolId(), 700);
        run.run();
        assertThat(rows(renewal).get(family.childId()).path("amountFen").asLong())
                .isEqualTo(1500);
    }

    @Test
    void aSchoolThatIsClosedMeanwhileHasNobody_andOneNobodyKnowsIsRefused() {
        ClassPlacement place = aClass();
        Family family = subscribed(place, 1).getFirst();
        String renewal = begin(ofSchools(List.of(place.schoolId())));
        NEIGHBOURS.closed(place);
        run.run();
        assertThat(counts(renewal)).isEqualTo("DONE 0: 0 renewed, 0 skipped, 0 cancelled, 0 waiting");
        assertThat(through(family)).isEqualTo("2027-04-10");
        assertThat(started(aKey(), ofSchools(List.of("4711"))).expect(404).code())
                .isEqualTo("SCHOOL_UNKNOWN");
        Map<String, Object> both = ofSchools(List.of(place.schoolId()));
        both.put("classIds", List.of(place.classId()));
        assertThat(started(aKey(), both).expect(400).code()).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void killedAtAnyCallWhileASchoolIsListed_eachChildIsListedAndRenewedOnce() {
        String school = Long.toString(number());
        List<Family> families = new ArrayList<>(subscribed(aClassOf(school), 2));
        families.addAll(subscribed(aClassOf(school), 2));
        String renewal = begin(ofSchools(List.of(school)));
        int kills = 0;
        for (int call = 1; !view(renewal).path("state").asString().equals("DONE"); call++) {
            assertThat(call).isLessThan(200);
            database().breaking().arm(call % 2 == 0 ? JdbcFault.crashBefore(call) : JdbcFault.crashAfter(call));
            if (dies()) {
                kills++;
            }
            database().breaking().disarm();
            database().breaking().restart();
        }
        assertThat(kills).isGreaterThan(10);
        assertThat(counts(renewal)).isEqualTo("DONE 4: 4 renewed, 0 skipped, 0 cancelled, 0 waiting");
        families.forEach(family -> assertThat(through(family)).isEqualTo("2027-05-10"));
    }

    private String begin(Map<String, Object> wish) {
        return started(aKey(), wish).expect(202).json().path("id").asString();
    }

    private void price(String schoolId, long fen) {
        http.post(
                        "/admin/v1/tariffs",
                        Tokens.operator(),
                        Map.of(
                                "planCode",
                                PLAN,
                                "scope",
                                "UNIT",
                                "scopeId",
                                schoolId,
                                "priceFen",
                                fen,
                                "reason",
                                "学校统一缴费"))
                .expect(201);
    }
}
