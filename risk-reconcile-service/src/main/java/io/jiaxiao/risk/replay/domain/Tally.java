package io.jiaxiao.risk.replay.domain;

/**
 * What a replay counted.
 *
 * @param done      decisions looked at
 * @param hits      of these, where the version was true
 * @param estimated how many hits those stand for, samples by their weight
 * @param undecided decisions that lack something the version needs, e.g. a window defined later
 * @param stricter  decisions that would have been stricter than they were
 * @param milder    decisions that would have been milder
 */
public record Tally(long done, long hits, long estimated, long undecided, long stricter, long milder) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    public Tally plus(Tally other) {
        return new Tally(
                done + other.done,
                hits + other.hits,
                estimated + other.estimated,
                undecided + other.undecided,
                stricter + other.stricter,
                milder + other.milder);
    }
}
