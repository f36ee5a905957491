package io.jiaxiao.gateway.route;

/** Who is let in while a service is nearly full. Bulk work is shed first, callbacks and sign-in last. */
public enum Importance {
    CORE(100),
    NORMAL(90),
    BULK(50);

    private final int percent;

    Importance(int percent) {
        this.percent = percent;
    }

    /** How many of a service's places work of this importance may fill. */
    public int placesOf(int all) {
        return Math.max(1, all * percent / 100);
    }
}
