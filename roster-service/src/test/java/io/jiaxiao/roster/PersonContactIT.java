package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Control;
import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.roster.fixture.School;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A person's number in clear: for services with a token for this one, and for nobody else. */
class PersonContactIT extends RosterTest {

    @Test
    void aService_getsTheNumberAndTheSchools() {
        String mother = Phone.inventedMobile();
        String teacher = Phone.inventedMobile();
        School one = School.aSchool().child("1班", "S1", "青禾小满", mother).teacher("1班", "松月听雨", teacher);
        School two = School.aSchool().child("1班", "S1", "青禾小暑", mother).child("2班", "S2", "青禾小寒", mother);
        Control control = Control.signIn(http());
        one.loadedBy(control);
        two.loadedBy(control);

        JsonNode contact = read(personOf(mother), service()).expect(200).json();
        assertThat(contact.required("mobile").asString()).isEqualTo(mother);
        assertThat(schools(contact)).containsExactly(unit(one), unit(two)).isSorted();
        JsonNode taught = read(personOf(teacher), service()).expect(200).json();
        assertThat(schools(taught)).containsExactly(unit(one));
    }

    @Test
    void nobodyElse_getsIt() {
        String mobile = Phone.inventedMobile();
        String own = aPhone(mobile).signIn().access();
        String person = Forged.read(own).getSubject();
        read(person, "").expect(401);
        assertThat(read(person, own).expect(403).body()).doesNotContain(mobile);
        read(person, Forged.signed(Forged.claims("4711", "jiaxiao-api", "OPERATOR")))
                .expect(403);
        read(person, Forged.signed(Forged.claims("aixue", "jiaxiao-open"))).expect(403);
        read(person, Forged.signed(Forged.claims("mall-service", "message-service")))
                .expect(401);
        read(person, Forged.signedByAStranger(Forged.claims("mall-service", "roster-service")))
                .expect(401);
        read(person, Forged.unsigned(Forged.claims("mall-service", "roster-service")))
                .expect(401);
    }

    @Test
    void aPersonWhoIsNotThere_isNotFound_andNonsenseIsRefused() {
        assertThat(read("4711", service()).expect(404).text("code")).isEqualTo("PERSON_UNKNOWN");
        String mobile = Phone.inventedMobile();
        String person = personOf(mobile);
        jdbc.update("UPDATE person SET active = FALSE WHERE id = ?", person);
        assertThat(read(person, service()).expect(404).body()).doesNotContain(mobile);
        read("nobody", service()).expect(400);
        read("99999999999999999999", service()).expect(400);
    }

    private static String service() {
        return Forged.signed(Forged.claims("mall-service", "roster-service"));
    }

    private Answer read(String person, String token) {
        return http().get("/internal/people/" + person, token);
    }

    private static List<String> schools(JsonNode contact) {
        return contact.required("schoolIds")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private String unit(School school) {
        return jdbc.queryForObject("SELECT id FROM org_unit WHERE code = ?", String.class, school.code());
    }

    private String personOf(String mobile) {
        return Forged.read(aPhone(mobile).signIn().access()).getSubject();
    }
}
