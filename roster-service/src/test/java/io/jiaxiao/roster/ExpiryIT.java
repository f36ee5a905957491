package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Forged;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** What time does to codes and sessions. The clock is moved, nobody sleeps. */
@Import(ExpiryIT.Time.class)
class ExpiryIT extends RosterTest {

    @Autowired
    private MovableClock clock;

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        MovableClock clock() {
            return MovableClock.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    @Test
    void aCodeIsGoodForFiveMinutes_andNotAMomentLonger() {
        Phone early = aPhone();
        early.ask().expect(202);
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        early.show(early.code()).expect(200);

        Phone late = aPhone();
        late.ask().expect(202);
        clock.advanceMinutes(5);
        late.show(late.code()).expect(400);
    }

    @Test
    void aClassesCode_isGoodForItsDays_andNotASecondLonger() {
        String path = "/public/v1/join-codes/"
                + http().post("/admin/v1/roster/classes/" + aClass() + "/join-codes", Map.of("days", 2), anOperator())
                        .expect(201)
                        .text("code");
        clock.advance(Duration.ofDays(2).minusSeconds(1));
        http().get(path, null).expect(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(http().get(path, null).expect(422).text("code")).isEqualTo("JOIN_CODE_EXPIRED");
        http().get(path + ".png", null).expect(422);
    }

    @Test
    void anotherCodeMayBeAskedFor_afterAMinute() {
        Phone phone = aPhone();
        phone.ask().expect(202);
        clock.advance(Duration.ofSeconds(60).minusMillis(1));
        phone.ask().expect(429);
        clock.advanceMillis(1);
        phone.ask().expect(202);
    }

    @Test
    void aDayHoldsTenCodes_andTheNextDayHoldsTenMore() {
        Phone phone = aPhone();
        for (int i = 0; i < 10; i++) {
            phone.otherDevice().ask().expect(202);
            clock.advanceMinutes(61);
        }
        phone.otherDevice().ask().expect(429);
        clock.advance(Duration.ofHours(24).minus(Duration.ofMinutes(610)));
        phone.otherDevice().ask().expect(202);
        phone.otherDevice().ask().expect(429);
    }

    @Test
    void whoStaysAwayForThirtyDays_signsInAgain_whoComesOftenDoesNot() {
        Phone away = aPhone();
        Phone.Tokens awayTokens = away.signIn();
        Phone often = aPhone();
        Phone.Tokens oftenTokens = often.signIn();
        for (int i = 0; i < 3; i++) {
            clock.advanceDays(10);
            oftenTokens = Phone.Tokens.of(often.refresh(oftenTokens.refresh()).expect(200));
        }
        away.refresh(awayTokens.refresh()).expect(400);
        often.refresh(oftenTokens.refresh()).expect(200);
    }

    @Test
    void afterHalfAYear_everybodySignsInAgain() {
        Phone often = aPhone();
        Phone.Tokens tokens = often.signIn();
        for (int i = 0; i < 8; i++) {
            clock.advanceDays(20);
            tokens = Phone.Tokens.of(often.refresh(tokens.refresh()).expect(200));
        }
        clock.advanceDays(20);
        often.refresh(tokens.refresh()).expect(400);
    }

    /** Written straight into the tree: a file is imported by the machine's time, which is not the test's. */
    private long aClass() {
        long school = 7_000_000_001L;
        unit(school, 1, "SCHOOL", "/1/");
        unit(school + 1, school, "GRADE", "/1/" + school + "/");
        unit(school + 2, school + 1, "CLASS", "/1/" + school + "/" + (school + 1) + "/");
        return school + 2;
    }

    private void unit(long id, long parent, String kind, String above) {
        jdbc.update(
                "INSERT INTO org_unit (id, parent_id, kind, name, path, sort, created_at, updated_at)"
                        + " VALUES (?, ?, ?, ?, ?, 0, NOW(3), NOW(3))",
                id,
                parent,
                kind,
                "单元" + id,
                above + id + "/");
    }

    /** With a token of the machine's time, as its checks ask for. */
    private String anOperator() {
        String person = Forged.read(aPhone().signIn().access()).getSubject();
        jdbc.update(
                "INSERT INTO role_grant (id, person_id, role, unit_id, granted_at) VALUES (?, ?, 'OPERATOR', 1, NOW(3))",
                -Long.parseLong(person),
                Long.valueOf(person));
        return Forged.signed(Forged.claims(person, "jiaxiao-api", "OPERATOR"));
    }
}
