package io.jiaxiao.partners.jd;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The house's time. It can be held at a moment of the past, while the house recalls what it did then. */
final class HouseClock extends Clock {

    private final Clock outside;
    private volatile @Nullable Instant held;

    HouseClock(Clock outside) {
        this.outside = outside;
    }

    void hold(Instant moment) {
        held = moment;
    }

    void letGo() {
        held = null;
    }

    @Override
    public Instant instant() {
        Instant moment = held;
        return moment == null ? outside.instant() : moment;
    }

    @Override
    public ZoneId getZone() {
        return outside.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return outside.withZone(zone);
    }
}
