package io.jiaxiao.risk.reload;

/** Kept in memory by every instance. */
public interface Reloadable {

    /** For logs and meters. */
    String name();

    /**
     * Reads again when the revision has moved.
     *
     * @throws RuntimeException when it cannot be read now; what was read before stays in use
     */
    void reloadIfMoved();

    /** The revision in force in this instance; -1 before the first reading. */
    long revision();
}
