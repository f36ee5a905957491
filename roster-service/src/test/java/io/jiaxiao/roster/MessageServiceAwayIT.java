package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.MessageServer.Mood;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user meets while message-service does not take codes. */
class MessageServiceAwayIT extends RosterTest {

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
}
