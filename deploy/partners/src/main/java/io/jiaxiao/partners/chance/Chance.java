package io.jiaxiao.partners.chance;

/**
 * Draws that depend only on the seed, the name of the stream and the place in it. Two runs with one seed draw alike,
 * whichever thread asks first.
 */
public final class Chance {

    private static final long FNV_PRIME = 0x100000001b3L;
    private static final double UNIT = 0x1.0p-53;

    private final long seed;

    public Chance(long seed) {
        this.seed = seed;
    }

    public long seed() {
        return seed;
    }

    /** The n-th draw of the stream: 0 inclusive to 1 exclusive. */
    public double draw(String stream, long n) {
        return (bits(stream, n) >>> 11) * UNIT;
    }

    /** The n-th whole number of the stream: 0 inclusive to the bound exclusive. */
    public long number(String stream, long n, long bound) {
        return Math.floorMod(bits(stream, n), bound);
    }

    private long bits(String stream, long n) {
        long hash = mix(seed);
        for (int i = 0; i < stream.length(); i++) {
            hash = (hash ^ stream.charAt(i)) * FNV_PRIME;
        }
        return mix(mix(hash) + n);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
