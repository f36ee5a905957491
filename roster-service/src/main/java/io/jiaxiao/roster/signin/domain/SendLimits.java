package io.jiaxiao.roster.signin.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sliding windows over the codes already asked for: exact at every moment, with no border to wait for. */
public final class SendLimits {

    private final List<Window> windows;

    public SendLimits(List<Window> windows) {
        this.windows = List.copyOf(windows);
    }

    /** Longest stretch any window looks back. */
    public Duration horizon() {
        return windows.stream().map(Window::within).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** How many earlier codes have to be known to judge the next. */
    public int depth() {
        return windows.stream().mapToInt(Window::most).max().orElse(0);
    }

    /**
     * @param earlier when codes were asked for, newest first, at least {@link #depth()} of those within {@link #horizon()}
     * @return how long to wait; empty when one may go now
     */
    public Optional<Duration> wait(List<Instant> earlier, Instant now) {
        return windows.stream()
                .filter(window -> earlier.size() >= window.most())
                .map(window ->
                        Duration.between(now, earlier.get(window.most() - 1).plus(window.within())))
                .filter(Duration::isPositive)
                .max(Duration::compareTo);
    }
}
