package io.jiaxiao.mall.supply.jd;

/** JD's own four levels; 0 where JD has no such level there. */
record JdArea(long province, long city, long county, long town) {

    /** As stock is asked for. */
    String joined() {
        return province + "_" + city + "_" + county + (town == 0 ? "" : "_" + town);
    }
}
