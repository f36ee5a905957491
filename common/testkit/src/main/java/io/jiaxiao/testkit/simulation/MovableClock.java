package io.jiaxiao.testkit.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is moved. Views in other zones move with it. Thread-safe. */
public final class MovableClock extends Clock {

    private final Hand hand;
    private final ZoneId zone;

    private MovableClock(Hand hand, ZoneId zone) {
        this.hand = hand;
        this.zone = zone;
    }

    public static MovableClock at(Instant instant) {
        return new MovableClock(new Hand(instant), ZoneOffset.UTC);
    }

    /** @param instant as {@code 2026-11-22T08:00:00Z} */
    public static MovableClock at(String instant) {
        return at(Instant.parse(instant));
    }

    /** May be negative: real clocks are set back too. */
    public void advance(Duration by) {
        hand.move(by);
    }

    public void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }

    public void advanceSeconds(long seconds) {
        advance(Duration.ofSeconds(seconds));
    }

    public void advanceMinutes(long minutes) {
        advance(Duration.ofMinutes(minutes));
    }

    public void advanceDays(long days) {
        advance(Duration.ofDays(days));
    }

    public void set(Instant instant) {
        hand.set(instant);
    }

    @Override
    public Instant instant() {
        return hand.now;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new MovableClock(hand, other);
    }

    /** What all views of one clock share. */
    private static final class Hand {

        private volatile Instant now;

        Hand(Instant now) {
            this.now = now;
        }

        synchronized void move(Duration by) {
            now = now.plus(by);
        }

        synchronized void set(Instant instant) {
            now = instant;
        }
    }
}
