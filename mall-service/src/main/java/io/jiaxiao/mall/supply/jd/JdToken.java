package io.jiaxiao.mall.supply.jd;

import java.time.Instant;

/**
 * A token as JD gave it.
 *
 * @param refresh gets the next one once; empty when JD gave none
 * @param until   its last moment
 */
record JdToken(String access, String refresh, Instant until) {

    /** It opens our account, so it does not print itself. */
    @Override
    public String toString() {
        return "JdToken[until=" + until + "]";
    }
}
