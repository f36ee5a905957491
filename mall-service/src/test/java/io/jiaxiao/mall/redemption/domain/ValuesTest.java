package io.jiaxiao.mall.redemption.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Mobile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void pauses_doubleUpToTheLongest() {
        var pause = new Pause(Duration.ofSeconds(2), Duration.ofSeconds(60));
        assertThat(pause.after(0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pause.after(3)).isEqualTo(Duration.ofSeconds(16));
        assertThat(pause.after(5)).isEqualTo(Duration.ofSeconds(60));
        assertThat(pause.after(1_000_000)).isEqualTo(Duration.ofSeconds(60));
        assertThat(pause.after(-1)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void numbersOfPeopleCanBeToppedUp_thoseOfVirtualCarriersAndThingsCannot() {
        for (String digits : new String[] {"13800000000", "13000000000", "18900000000", "19200000000", "19800000000"}) {
            assertThat(NumberSegments.canBeRecharged(new Mobile(digits)))
                    .as(digits)
                    .isTrue();
        }
        for (String digits : new String[] {"17000000000", "17100000000", "16200000000", "16700000000", "14000000000"}) {
            assertThat(NumberSegments.canBeRecharged(new Mobile(digits)))
                    .as(digits)
                    .isFalse();
        }
    }

    @Test
    void whatPartnersWrite_isCutAndShowsNoNumber() {
        var step = Step.byChannel("REFUSED", "kefei", "E".repeat(100), "号码13800001234不存在" + "！".repeat(1000));
        assertThat(step.code()).hasSize(64);
        assertThat(step.note()).hasSize(400).doesNotContain("13800001234").contains("138****1234");
    }
}
