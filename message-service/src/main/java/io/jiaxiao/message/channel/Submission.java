package io.jiaxiao.message.channel;

/** What a channel answered, in the only three ways that matter (architecture §3.5). */
public sealed interface Submission {

    /**
     * Taken, which is not delivered.
     *
     * @param batch the channel's number; its reports carry it
     */
    record Accepted(String batch) implements Submission {}

    /**
     * Not taken, for certain: it is safe to try again.
     *
     * @param code the channel's word for it
     */
    record Refused(String code, Again again) implements Submission {}

    /**
     * It may have been taken or not, so it must never be tried again.
     *
     * @param code why nobody knows
     */
    record Unknown(String code) implements Submission {}

    /** Whether trying again can help. */
    enum Again {
        /** The message itself is not wanted. */
        NEVER,
        /** The channel is busy, or was not reached. */
        SOON,
        /** The channel is well, but we sent more at once than it takes from us. */
        SLOWER,
        /** A person has to put something right first: an account, an address, a balance. */
        AFTER_ALARM
    }
}
