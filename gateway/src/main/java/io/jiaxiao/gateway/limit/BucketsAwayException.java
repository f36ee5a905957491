package io.jiaxiao.gateway.limit;

/** The shared buckets did not answer in time. */
final class BucketsAwayException extends Exception {

    private static final long serialVersionUID = 1L;

    BucketsAwayException(Throwable cause) {
        super(cause);
    }
}
