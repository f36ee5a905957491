package io.jiaxiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.roster.fixture.Answer;
import io.jiaxiao.roster.fixture.Phone;
import io.jiaxiao.roster.fixture.RosterTest;
import io.jiaxiao.testkit.together.Together;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many codes may be asked for; time is moved by moving what was asked before. */
class CodeLimitsIT extends RosterTest {

    @Test
    void aSecondCodeWithinAMinute_isRefusedWithTheTimeToWait() {
        Phone phone = aPhone();
        phone.ask().expect(202);
        Answer refused = phone.ask().expect(429);
        assertThat(refused.isProblem()).isTrue();
        assertThat(refused.text("code")).isEqualTo("TOO_MANY_CODES");
        assertThat(refused.text("detail")).contains("秒后再试");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(MESSAGES.takenFor(phone.mobile())).isEqualTo(1);
    }

    @Test
    void aRefusedRequest_leavesTheFirstCodeGood() {
        Phone phone = aPhone();
        phone.ask().expect(202);
        phone.ask().expect(429);
        phone.show(phone.code()).expect(200);
    }

    @Test
    void theLimitIsTheNumbers_notTheDevices() {
        Phone phone = aPhone();
        phone.ask().expect(202);
        phone.otherDevice().at(Phone.inventedAddress()).ask().expect(429);
    }

    @Test
    void tenRequestsAtOnce_getOneCodeBetweenThem() {
        Phone phone = aPhone();
        List<Integer> statuses = Together.atOnce(
                10, _ -> phone.otherDevice().at(Phone.inventedAddress()).ask().status());
        assertThat(statuses).containsOnlyOnce(202);
        assertThat(statuses.stream().filter(status -> status == 429)).hasSize(9);
        assertThat(MESSAGES.takenFor(phone.mobile())).isEqualTo(1);
    }

    @Test
    void theSixthCodeWithinAnHour_isRefused() {
        Phone phone = aPhone();
        for (int i = 0; i < 5; i++) {
            phone.otherDevice().ask().expect(202);
            aMinuteAndABitLater(phone);
        }
        Answer refused = phone.otherDevice().ask().expect(429);
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(3000, 3600);
        assertThat(refused.text("detail")).contains("分钟");
    }

    @Test
    void theEleventhCodeWithinADay_isRefused() {
        Phone phone = aPhone();
        for (int i = 0; i < 10; i++) {
            phone.otherDevice().ask().expect(202);
            later(phone, 70);
        }
        assertThat(phone.otherDevice().ask().expect(429).text("detail")).contains("小时");
    }

    @Test
    void theEleventhNumberFromOneDeviceWithinAnHour_isRefused() {
        Phone device = aPhone();
        for (int i = 0; i < 10; i++) {
            device.withNumber(Phone.inventedMobile())
                    .at(Phone.inventedAddress())
                    .ask()
                    .expect(202);
        }
        device.withNumber(Phone.inventedMobile())
                .at(Phone.inventedAddress())
                .ask()
                .expect(429);
    }

    @Test
    void theSixtyFirstCodeFromOneAddressWithinAMinute_isRefused_alsoFromItsNeighbourInIpv6() {
        for (int i = 0; i < 60; i++) {
            aPhone().at("2001:db8:1:2::" + Integer.toHexString(i)).ask().expect(202);
        }
        aPhone().at("2001:db8:1:2:ffff::1").ask().expect(429);
        aPhone().at("2001:db8:1:3::1").ask().expect(202);
    }

    private void aMinuteAndABitLater(Phone phone) {
        jdbc.update(
                "UPDATE sign_in_code SET created_at = created_at - INTERVAL 61 SECOND WHERE mobile_index = ?",
                indexOf(phone));
    }

    private void later(Phone phone, int minutes) {
        jdbc.update(
                "UPDATE sign_in_code SET created_at = created_at - INTERVAL " + minutes
                        + " MINUTE WHERE mobile_index = ?",
                indexOf(phone));
    }

    /** The last code asked for is this phone's: tests of one class run one after the other. */
    private String indexOf(Phone phone) {
        assertThat(MESSAGES.codeFor(phone.mobile())).isPresent();
        return String.valueOf(
                jdbc.queryForObject("SELECT mobile_index FROM sign_in_code ORDER BY id DESC LIMIT 1", String.class));
    }
}
