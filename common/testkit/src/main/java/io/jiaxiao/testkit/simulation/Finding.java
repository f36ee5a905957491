package io.jiaxiao.testkit.simulation;

/**
 * What went wrong in a run.
 *
 * @param step counted from 1; 0 means before the first command
 * @param kind the broken invariant's statement, or the class of what a command threw: what a shrunk run must show too
 */
record Finding(int step, String kind, Throwable thrown) {}
