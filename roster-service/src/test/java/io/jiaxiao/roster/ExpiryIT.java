package io.jiaxiao.roster;

import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.testkit.simulation.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What time does to codes and sessions. The clock is moved, nobody sleeps. */
@Import(ExpiryIT.Time.class)
@TestPropertySource(properties = "jiaxiao.ids.lease=1000d")
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
}
