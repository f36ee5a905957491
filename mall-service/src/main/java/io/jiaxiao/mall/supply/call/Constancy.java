package io.jiaxiao.mall.supply.call;

import io.jiaxiao.mall.supply.StandingWords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Believes a word only when it has been said for long enough without another between: "no such order" right after a
 * time-out, or a failure that may still turn. It counts with all other instances: one of them may have sent the order again, or
 * heard something else.
 */
public final class Constancy {

    private final StandingWords words;
    private final StandingWords.Word word;
    private final Clock clock;
    private final Duration wait;

    public Constancy(StandingWords words, StandingWords.Word word, Clock clock, Duration wait) {
        this.words = words;
        this.word = word;
        this.clock = clock;
        this.wait = wait;
    }

    /** The word is said of this number: whether it stands by now. */
    public boolean stands(String number) {
        Instant now = clock.instant();
        return !now.isBefore(words.said(number, word, now).plus(wait));
    }
}
