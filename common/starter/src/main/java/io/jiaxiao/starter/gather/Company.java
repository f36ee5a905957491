package io.jiaxiao.starter.gather;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long those who wait for a call are to wait for company. A call costs about the same whatever its number, so at a hundred
 * a second a short wait halves the calls, and everybody's share of the cores with them. Below that nobody waits.
 *
 * <p>As many as went together of late are enough: callers who only come again when they were answered are all there then, and
 * waiting for more would be in vain.
 */
public final class Company {

    /** So many within {@link #LATELY_NANOS} are a hundred a second. */
    private static final int MANY = 8;

    private static final long LATELY_NANOS = TimeUnit.MILLISECONDS.toNanos(80);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long apart;
    private final int enough;
    private final LongSupplier nanos;
    private final long[] came = new long[MANY];
    private int turn;
    private long went;
    private long second;
    private int largest;
    private int largestBefore;

    /**
     * @param apart  at most so long from the start of one call to the start of the next that somebody waits for; zero for never
     * @param enough who are so many wait for nobody
     */
    public Company(Duration apart, int enough) {
        this(apart, enough, System::nanoTime);
    }

    Company(Duration apart, int enough, LongSupplier nanos) {
        this.apart = apart.toNanos();
        this.enough = enough;
        this.nanos = nanos;
        long now = nanos.getAsLong();
        Arrays.fill(came, now - LATELY_NANOS);
        this.went = now - this.apart;
        this.second = now;
    }

    /** Somebody wants to go. */
    public synchronized void comes() {
        came[turn] = nanos.getAsLong();
        turn = (turn + 1) % MANY;
    }

    /**
     * Takes from the queue who is there and who comes in time, and lets them go.
     *
     * @param going who goes already, at least one; others are added
     * @param most  never more than so many
     * @throws InterruptedException while waiting; who was taken is in the list
     */
    public <T> void gather(BlockingQueue<T> queue, List<T> going, int most) throws InterruptedException {
        queue.drainTo(going, most - going.size());
        long left = nanosToWait(going.size());
        while (left > 0 && going.size() < most) {
            T one = queue.poll(left, TimeUnit.NANOSECONDS);
            if (one != null) {
                going.add(one);
                queue.drainTo(going, most - going.size());
            }
            left = nanosToWait(going.size());
        }
        goes(going.size());
    }

    /** @return for how many nanoseconds so many are to wait for the next one to come; 0 or less: they go now */
    synchronized long nanosToWait(int together) {
        long now = nanos.getAsLong();
        turnSecond(now);
        boolean many = now - came[turn] < LATELY_NANOS;
        boolean allThere = together >= Math.max(largest, largestBefore) || together >= enough;
        return many && !allThere ? went + apart - now : 0;
    }

    /** So many go. */
    synchronized void goes(int together) {
        long now = nanos.getAsLong();
        went = now;
        turnSecond(now);
        largest = Math.max(largest, together);
    }

    private void turnSecond(long now) {
        long passed = now - second;
        if (passed >= SECOND_NANOS) {
            largestBefore = passed < 2 * SECOND_NANOS ? largest : 0;
            largest = 0;
            second = now;
        }
    }
}
