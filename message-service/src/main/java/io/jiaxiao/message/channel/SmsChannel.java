package io.jiaxiao.message.channel;

/** A way out of the house. */
public interface SmsChannel {

    /** Short, stable, lower case: stored with every attempt. */
    String name();

    /**
     * Hands one SMS over and waits for the answer, within the channel's own deadline. Never throws: whatever happens is
     * one of the three answers.
     */
    Submission submit(OutgoingSms sms);

    /** What one of this channel's codes means, for operators, in Chinese. */
    String reason(String code);
}
