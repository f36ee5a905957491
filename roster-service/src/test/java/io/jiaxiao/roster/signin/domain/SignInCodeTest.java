package io.jiaxiao.roster.signin.domain;

import static io.jiaxiao.roster.signin.domain.SignInCode.Verdict.EXPIRED;
import static io.jiaxiao.roster.signin.domain.SignInCode.Verdict.LAST_WRONG;
import static io.jiaxiao.roster.signin.domain.SignInCode.Verdict.RIGHT;
import static io.jiaxiao.roster.signin.domain.SignInCode.Verdict.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInCodeTest {

    private static final Instant END = Instant.parse("2026-11-22T08:05:00Z");

    @Test
    void theRightCodeLetsIn_untilItsLastMoment() {
        assertThat(code(0).judge(true, END.minusMillis(1))).isEqualTo(RIGHT);
        assertThat(code(0).judge(true, END)).isEqualTo(EXPIRED);
        assertThat(code(0).judge(false, END.plusSeconds(1))).isEqualTo(EXPIRED);
    }

    @Test
    void theFifthWrongTryIsTheLast() {
        assertThat(List.of(0, 1, 2, 3, 4).stream().map(tries -> code(tries).judge(false, END.minusSeconds(1))))
                .containsExactly(WRONG, WRONG, WRONG, WRONG, LAST_WRONG);
        assertThat(code(4).judge(true, END.minusSeconds(1))).isEqualTo(RIGHT);
    }

    @Test
    void onlyAnOpenCodeChanges_andNeverBack() {
        for (CodeState from : CodeState.values()) {
            for (CodeState to : CodeState.values()) {
                boolean legal =
                        switch (from) {
                            case PENDING -> to != CodeState.PENDING;
                            case SENT -> to != CodeState.PENDING && to != CodeState.SENT && to != CodeState.UNSENT;
                            default -> false;
                        };
                assertThat(from.canBecome(to)).as("%s to %s", from, to).isEqualTo(legal);
            }
        }
    }

    private static SignInCode code(int tries) {
        return new SignInCode(1, "hash", tries, END);
    }
}
