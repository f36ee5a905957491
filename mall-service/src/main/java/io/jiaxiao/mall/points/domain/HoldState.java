package io.jiaxiao.mall.points.domain;

/** A hold ends once, one way or the other. */
public enum HoldState {
    OPEN,
    POSTED,
    RELEASED;

    public boolean canBecome(HoldState next) {
        return this == OPEN && next != OPEN;
    }
}
