package io.jiaxiao.roster.enrolment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinTokenTest {

    private static final String SEAL = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(longs = {1, 4711, Long.MAX_VALUE})
    void whatIsWritten_isReadBack(long id) {
        var token = new JoinToken(id, Instant.parse("2026-12-24T16:00:00Z"));
        JoinToken.Sealed read = JoinToken.parse(token.sealedWith(SEAL)).orElseThrow();
        assertThat(read.token()).isEqualTo(token);
        assertThat(read.content()).isEqualTo(token.content());
        assertThat(read.seal()).isEqualTo(SEAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2-1-1-0123456789abcdef0123456789abcdef",
                "1-1-1-0123456789ABCDEF0123456789abcdef",
                "1-A-1-0123456789abcdef0123456789abcdef",
                "1--1-0123456789abcdef0123456789abcdef",
                "1-zzzzzzzzzzzzz-1-0123456789abcdef0123456789abcdef",
                "1-1-1-0123456789abcdef0123456789abcdef0",
                " 1-1-1-0123456789abcdef0123456789abcdef"
            })
    void anythingElse_isNoToken(String text) {
        assertThat(JoinToken.parse(text)).isEmpty();
    }

    @Test
    void aPendingRequest_isDecidedOnce() {
        for (RequestState from : RequestState.values()) {
            for (RequestState to : RequestState.values()) {
                assertThat(from.canBecome(to)).isEqualTo(from == RequestState.PENDING && to != RequestState.PENDING);
            }
        }
    }
}
