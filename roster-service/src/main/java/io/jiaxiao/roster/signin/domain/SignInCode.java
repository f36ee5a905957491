package io.jiaxiao.roster.signin.domain;

import java.time.Instant;

/**
 * A code that is open.
 *
 * @param hash  keyed hash of id and digits
 * @param tries wrong ones so far
 */
public record SignInCode(long id, String hash, int tries, Instant expiresAt) {

    public static final int DIGITS = 6;

    /** Five guesses of a million, then a new code has to be asked for. */
    public static final int MOST_TRIES = 5;

    /** What a try with this code means. */
    public Verdict judge(boolean matches, Instant now) {
        if (!now.isBefore(expiresAt)) {
            return Verdict.EXPIRED;
        }
        if (matches) {
            return Verdict.RIGHT;
        }
        return tries + 1 >= MOST_TRIES ? Verdict.LAST_WRONG : Verdict.WRONG;
    }

    /** The answer to a try. */
    public enum Verdict {
        RIGHT,
        WRONG,
        /** Wrong, and no further try is left. */
        LAST_WRONG,
        EXPIRED
    }
}
