package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.MessageServer.Mood;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.roster.signin.Tokens;
import io.jiaxiao.roster.signin.store.Codes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What a user meets while message-service does not take codes. */
class MessageServiceAwayIT extends RosterTest {

    @Autowired
    private Codes codes;

    @Autowired
    private TransactionTemplate transaction;

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "REFUSES"})
    void whenItCertainlyDidNotTakeTheCode_theUserMayTryAgainAtOnce(Mood mood) {
        Phone phone = aPhone();
        MESSAGES.treat(phone.mobile(), mood);
        for (int i = 0; i < 3; i++) {
            Answer away = phone.ask().expect(503);
            assertThat(away.isProblem()).isTrue();
            assertThat(away.text("code")).isEqualTo("SMS_UNAVAILABLE");
            assertThat(away.headers().firstValue("Retry-After")).contains("1");
        }
        MESSAGES.treatWell(phone.mobile());
        phone.ask().expect(202);
        phone.show(phone.code()).expect(200);
    }

    @Test
    void whenNobodyKnowsWhetherItTookTheCode_theAttemptCounts() {
        Phone phone = aPhone();
        MESSAGES.treat(phone.mobile(), Mood.BROKEN);
        Answer away = phone.ask().expect(503);
        assertThat(away.text("code")).isEqualTo("SMS_UNAVAILABLE");
        assertThat(Integer.parseInt(away.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(2, 60);
        MESSAGES.treatWell(phone.mobile());
        phone.ask().expect(429);
    }

    @Test
    void whenOnlyTheAnswerIsLost_theSecondTryUnderTheSameKeySendsNoSecondText() {
        Phone phone = aPhone();
        MESSAGES.treat(phone.mobile(), Mood.LOSES_FIRST_ANSWER);
        phone.ask().expect(202);
        assertThat(MESSAGES.takenFor(phone.mobile())).isEqualTo(1);
        phone.show(phone.code()).expect(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "REFUSES"})
    void aCodeThatWasCertainlyNotTaken_isOpenToNobodysGuesses(Mood mood) {
        Phone phone = aPhone();
        MESSAGES.treat(phone.mobile(), mood);
        phone.ask().expect(503);
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM sign_in_code WHERE device_hash = ? AND state = 'UNSENT' AND NOT counted"
                                + " AND open_number IS NULL AND ended_at IS NOT NULL",
                        Integer.class,
                        Tokens.hash(phone.device())))
                .isEqualTo(1);
    }

    @Test
    void aCodeSomebodyGuessedAtMeanwhile_counts_alsoWhenItWasNotTaken() {
        var mobile = new Mobile(Phone.inventedMobile());
        var asker = new Codes.Asker(mobile, Tokens.hash(Phone.inventedMobile()), Phone.inventedAddress());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        codes.open(-now.toEpochMilli(), asker, "123456", now, now.plusSeconds(300));
        transaction.executeWithoutResult(
                status -> codes.wrong(codes.lockOpen(mobile).orElseThrow()));
        codes.giveBack(-now.toEpochMilli(), now);
        assertThat(codes.ofNumber(mobile, now.minusSeconds(60), 10)).hasSize(1);
        assertThat(transaction.<Boolean>execute(status -> codes.lockOpen(mobile).isPresent()))
                .isFalse();
    }
}
