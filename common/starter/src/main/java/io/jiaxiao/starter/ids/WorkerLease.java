package io.jiaxiao.starter.ids;

/**
 * The right to make ids with one worker id, for a stretch of milliseconds that nobody else was or will be given.
 *
 * @param worker     0 to 1023
 * @param holder     this instance's name in the table
 * @param floorMs    milliseconds since 1970 that may already be used by a former holder: ids lie above it
 * @param ceilingMs  the last millisecond since 1970 this holder may use; stored in the row, so the next holder starts
 *                   above it whatever the clocks say
 * @param validUntil on this JVM's {@link System#nanoTime()}: afterwards no id is given out
 */
record WorkerLease(int worker, String holder, long floorMs, long ceilingMs, long validUntil) {

    boolean validAt(long nanoTime) {
        return validUntil - nanoTime > 0;
    }
}
