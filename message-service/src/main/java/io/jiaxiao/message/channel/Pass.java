package io.jiaxiao.message.channel;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/**
 * The right to make one call now. All waiting is done before it is given, so that nothing lies between opening an
 * attempt and calling the channel. To be closed in any case.
 */
public final class Pass implements AutoCloseable {

    private final SmsChannel channel;
    private final CircuitBreaker circuit;
    private final Bulkhead places;
    private boolean used;

    Pass(SmsChannel channel, CircuitBreaker circuit, Bulkhead places) {
        this.channel = channel;
        this.circuit = circuit;
        this.places = places;
    }

    public String channel() {
        return channel.name();
    }

    /** Makes the call; the answer teaches the channel's circuit. */
    public Submission submit(OutgoingSms sms) {
        used = true;
        long start = circuit.getCurrentTimestamp();
        Submission answer = channel.submit(sms);
        long took = circuit.getCurrentTimestamp() - start;
        if (isTrouble(answer)) {
            circuit.onError(took, circuit.getTimestampUnit(), new ChannelInTrouble());
        } else {
            circuit.onSuccess(took, circuit.getTimestampUnit());
        }
        return answer;
    }

    /** A refused number, a wrong template, an empty balance or our own haste says nothing about the channel (requirement S6). */
    private static boolean isTrouble(Submission answer) {
        return switch (answer) {
            case Submission.Accepted ignored -> false;
            case Submission.Refused refused -> refused.again() == Submission.Again.SOON;
            case Submission.Unknown ignored -> true;
        };
    }

    @Override
    public void close() {
        if (!used) {
            circuit.releasePermission();
        }
        places.onComplete();
    }

    private static final class ChannelInTrouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ChannelInTrouble() {
            super("the channel is in trouble", null, false, false);
        }
    }
}
