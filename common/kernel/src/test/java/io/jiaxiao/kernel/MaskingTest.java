package io.jiaxiao.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    /** Mostly what numbers are made of, so that some of the texts hold one and many nearly do. */
    private static final String NEAR_MOBILES = "1111133358860000777 -%a张";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sent to 13812340000.|sent to 138****0000.",
                "/me?mobile=13812340000&x=1|/me?mobile=138****0000&x=1",
                "/me?q=%2013812340000|/me?q=%20138****0000",
                "/me?m=%2B8613812340000|/me?m=%2B86138****0000",
                "+8613812340000|+86138****0000",
                "+86 138-1234-0000|+86 138-****-0000",
                "138 1234 0000|138 **** 0000",
                "张三13812340000李四|张三138****0000李四",
                "13812340000,13912340001|138****0000,139****0001",
                "{\"mobile\":\"13812340000\"}|{\"mobile\":\"138****0000\"}",
                "a13812340000b|a138****0000b",
                "mobile_13812340000|mobile_138****0000",
                "trace 4bf13812340000d6a3ce929d0e0e4736 to 13812340000|trace 4bf13812340000d6a3ce929d0e0e4736 to 138****0000",
                "x4bf13812340000d6a3ce929d0e0e4736|x4bf138****0000d6a3ce929d0e0e4736"
            })
    void aMobileInAText_isMaskedWhereverItStands(String text, String masked) {
        assertThat(Masking.mobilesIn(text)).isEqualTo(masked);
        assertThat(Masking.mayHoldMobile(text.getBytes(UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "12812340000 1381",
                "id 9138123400001",
                "order 1939123456789012345 of 1381234000",
                "trace 0af7651916cd43dd8448eb211c80319c",
                "{\"@timestamp\":\"2026-11-22T14:53:12.345338708Z\",\"took\":15}"
            })
    void whatDoesNotLookLikeAMobile_isNotSearched(String text) {
        assertThat(Masking.mayHoldMobile(text.getBytes(UTF_8))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id 138123400001234567",
                "trace 4bf13812340000d6a3ce929d0e0e4736",
                "at 1732230000000",
                "12812340000",
                "1381234000",
                "took 15 ms",
                "2026-11-22 10:00:00"
            })
    void otherNumbers_stayAsTheyAre(String text) {
        assertThat(Masking.mobilesIn(text)).isEqualTo(text);
    }

    @Test
    void noMobile_survivesBetweenAnyTwoStrangers() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            String mobile = "1" + random.nextInt(3, 10) + "%09d".formatted(random.nextInt(1_000_000_000));
            String text = stranger(random) + mobile + stranger(random);
            assertThat(Masking.mayHoldMobile(text.getBytes(UTF_8))).isTrue();
            assertThat(Masking.mobilesIn(text)).doesNotContain(mobile);
        }
    }

    @Test
    void whatIsNotSearched_holdsNoMobile() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 200_000; i++) {
            String text = random.ints(random.nextInt(11, 24), 0, NEAR_MOBILES.length())
                    .mapToObj(at -> NEAR_MOBILES.substring(at, at + 1))
                    .collect(Collectors.joining());
            if (!Masking.mayHoldMobile(text.getBytes(UTF_8))) {
                assertThat(Masking.searched(text)).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"110101201501011234, 110*************34", "20150001, 201***01", "1234567, *******", "'', ''"})
    void anIdNumber_keepsItsEnds(String number, String masked) {
        assertThat(Masking.idNumber(number)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({"河南省郑州市金水区文化路1号, 河南省郑州市****", "郑州市, ***", "𠮷𠮷𠮷𠮷𠮷𠮷𠮷, 𠮷𠮷𠮷𠮷𠮷𠮷****"})
    void anAddress_keepsProvinceAndCity(String address, String masked) {
        assertThat(Masking.address(address)).isEqualTo(masked);
    }

    @Test
    void whatIsNotElevenLong_isMaskedWhole() {
        assertThat(Masking.mobile("1381234")).isEqualTo("*******");
        assertThat(Masking.whole("secret")).isEqualTo("******");
    }

    @ParameterizedTest
    @CsvSource({
        "/callback/mas/aB3-x/reports, /callback/mas/***/reports",
        "/callback/mas/aB3-x/y/reports, /callback/mas/***/reports",
        "/callback/mas/aB3-x, /callback/mas/***",
        "/callback/mas/aB3-x/, /callback/mas/***",
        "/callback/mas/reports/aB3-x, /callback/mas/***",
        "/callback//mas/aB3-x/reports, /callback//mas/***/reports",
        "/callback;a=b/mas/aB3-x/reports?c=d, /callback;a=b/mas/***/reports?c=d",
        "/callback/alipay/notify, /callback/alipay/notify",
        "/callback/alipay, /callback/alipay",
        "/api/v1/classes/7/children, /api/v1/classes/7/children",
        "GET http://a/callback/mas/$1\\/uplinks failed, GET http://a/callback/mas/***/uplinks failed"
    })
    void aCallbacksPath_keepsItsPartnerAndALastWord(String text, String masked) {
        assertThat(Masking.callbackTokensIn(text)).isEqualTo(masked);
    }

    /** Up to three characters that are not digits: a digit next to the number would make it another number. */
    private static String stranger(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
            int codePoint = random.nextInt(0x20, 0x3000);
            text.appendCodePoint(Character.isDigit(codePoint) ? '?' : codePoint);
        }
        return text.toString();
    }
}
