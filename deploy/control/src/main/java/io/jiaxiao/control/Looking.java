package io.jiaxiao.control;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/** How a client on the command line waits: it asks again and again, and not for ever. */
public final class Looking {

    private static final Duration EVERY = Duration.ofMillis(100);

    private Looking() {}

    /** One look at what is waited for. */
    @FunctionalInterface
    public interface Look<T> {
        T now() throws IOException, InterruptedException;
    }

    /**
     * @param what is waited for, as a sentence begins that ends with what was seen last
     * @return the first look that is as wanted
     * @throws CannotContinue with the last look when the time is over
     */
    public static <T> T until(Duration limit, String what, Look<T> look, Predicate<T> wanted)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        T seen = look.now();
        while (!wanted.test(seen)) {
            if (System.nanoTime() > end) {
                throw new CannotContinue(what + ": after " + limit.toSeconds() + " s it is " + seen);
            }
            Thread.sleep(EVERY);
            seen = look.now();
        }
        return seen;
    }
}
