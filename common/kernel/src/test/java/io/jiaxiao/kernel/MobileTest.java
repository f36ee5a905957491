package io.jiaxiao.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MobileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13812340000",
                "+8613812340000",
                "8613812340000",
                "+86 138-1234-0000",
                " 138 1234 0000 ",
                "138\u00A01234\u30000000"
            })
    void whatPeopleType_isReadAsTheSameNumber(String typed) {
        assertThat(Mobile.parse(typed)).isEqualTo(new Mobile("13812340000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1381234000",
                "138123400001",
                "12812340000",
                "03812340000",
                "+8513812340000",
                "1381234000a",
                "１３８１２３４００００",
                "١٣٨١٢٣٤٠٠٠٠",
                "13812340000\n",
                "😀",
                "86",
                "+86"
            })
    void whatIsNoMobile_isRefusedWithoutRepeatingIt(String typed) {
        assertThat(Mobile.tryParse(typed)).isEmpty();
        assertThatThrownBy(() -> Mobile.parse(typed)).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo("MOBILE_MALFORMED");
            assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.INVALID);
            if (typed.length() > 2) {
                assertThat(refused.getMessage()).doesNotContain(typed);
            }
        });
    }

    @Test
    void aMegabyteOfDigits_isRefusedAtOnce() {
        assertThat(Mobile.tryParse("1".repeat(1_000_000))).isEmpty();
    }

    @Test
    void everyNumber_survivesParsingAndNeverPrintsItsMiddle() {
        SplittableRandom random = new SplittableRandom(20240101);
        for (int i = 0; i < 10_000; i++) {
            String digits = "1" + random.nextInt(3, 10) + "%09d".formatted(random.nextInt(1_000_000_000));
            Mobile mobile = Mobile.parse(digits);
            assertThat(mobile.digits()).isEqualTo(digits);
            assertThat(mobile.toString())
                    .isEqualTo(digits.substring(0, 3) + "****" + digits.substring(7))
                    .isEqualTo(mobile.masked());
        }
    }
}
