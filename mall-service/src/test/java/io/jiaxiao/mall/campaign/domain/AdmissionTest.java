package io.jiaxiao.mall.campaign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final Admission ADMISSION =
            new Admission(7, 4711, 2, Instant.parse("2026-11-25T12:00:00.123Z"), "key-1_x");

    @Test
    void whatWasSignedIsReadBackAndBelieved() {
        String signed = ADMISSION.signed(KEY);
        assertThat(Admission.unverified(signed)).contains(ADMISSION);
        assertThat(ADMISSION.isSigned(signed, KEY)).isTrue();
    }

    @Test
    void anotherKeyPersonOrQuantityIsNotBelieved() {
        String signed = ADMISSION.signed(KEY);
        assertThat(ADMISSION.isSigned(signed, KEY.replace('0', '1'))).isFalse();
        String signature = signed.substring(signed.indexOf('.'));
        String forged =
                Base64.getUrlEncoder().withoutPadding().encodeToString("7.4711.9.1795608000123.key-1_x".getBytes())
                        + signature;
        Admission claimed = Admission.unverified(forged).orElseThrow();
        assertThat(claimed.quantity()).isEqualTo(9);
        assertThat(claimed.isSigned(forged, KEY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.b", "%%%.x", "Ny40NzEx.x", "Ny4tMS4xLjEuYQ.x", "抢.购"})
    void whatIsNoAdmissionIsNone(String text) {
        assertThat(Admission.unverified(text)).isEmpty();
    }
}
