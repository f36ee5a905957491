package io.jiaxiao.order.migration.domain;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a migration is. The table below is the whole truth about its moves; every update names the state it leaves. */
public enum MigrationState {
    /** The file is taken in; nothing is mapped. */
    LOADED,
    /** Its rows are being mapped and tried, nothing is brought here. */
    CHECKING,
    /** It is known what a run would do: the dry run is over. */
    CHECKED,
    /** Its rows are being brought here, chunk by chunk. */
    RUNNING,
    /** Each row has its result. */
    DONE,
    /** An operator stopped it; what was brought by then stays. */
    CANCELLED,
    /** What it brought is being taken out. */
    UNDOING,
    /** What it brought is out again, but for what has changed since. */
    UNDONE;

    private static final Map<MigrationState, Set<MigrationState>> MOVES = new EnumMap<>(MigrationState.class);

    static {
        MOVES.put(LOADED, EnumSet.of(CHECKING, CANCELLED));
        MOVES.put(CHECKING, EnumSet.of(CHECKED, CANCELLED));
        MOVES.put(CHECKED, EnumSet.of(CHECKING, RUNNING, CANCELLED));
        MOVES.put(RUNNING, EnumSet.of(DONE, CANCELLED));
        MOVES.put(DONE, EnumSet.of(CHECKING, UNDOING));
        MOVES.put(CANCELLED, EnumSet.of(CHECKING, UNDOING));
        MOVES.put(UNDOING, EnumSet.of(UNDONE));
        MOVES.put(UNDONE, EnumSet.of(CHECKING));
    }

    public boolean canBecome(MigrationState next) {
        return MOVES.getOrDefault(this, Set.of()).contains(next);
    }

    /** Whether there is work in the background. */
    public boolean isAtWork() {
        return this == CHECKING || this == RUNNING || this == UNDOING;
    }
}
