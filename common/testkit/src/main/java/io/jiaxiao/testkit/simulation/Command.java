package io.jiaxiao.testkit.simulation;

/**
 * One thing done to a world, as data: a record whose fields say all it needs, so that it can be printed and run again in
 * another world. Shrinking drops other commands, so a command that makes no sense any more must do nothing.
 */
@FunctionalInterface
public interface Command<W extends World> {

    /** Does it to the system and to the model; anything thrown, but a {@link SimulatedCrash}, is a failure found. */
    void runIn(W world) throws Exception;
}
