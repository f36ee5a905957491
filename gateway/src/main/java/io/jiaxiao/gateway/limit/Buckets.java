package io.jiaxiao.gateway.limit;

import java.time.Duration;
import java.util.List;

/** Counts requests. */
interface Buckets {

    /**
     * Takes one request from every bucket, or from none.
     *
     * @return how long to wait until it would be allowed; zero: it is
     * @throws BucketsAwayException when the counting could not be done in time
     */
    Duration take(List<Charge> charges) throws BucketsAwayException;
}
