package io.jiaxiao.order.settlement.domain;

import org.jspecify.annotations.Nullable;

/**
 * One thing two books differ about.
 *
 * @param subject   number of the payment, refund or order it is about: ours where we have one, theirs otherwise
 * @param theirsFen what their file counts; null where no money is concerned
 * @param oursFen   what our books count; null where no money is concerned
 * @param detail    a Chinese sentence for operators, without personal data
 */
public record Difference(
        DifferenceKind kind,
        String subject,
        @Nullable Long theirsFen,
        @Nullable Long oursFen,
        String detail,
        Repair repair) {

    private static final int LONGEST_SUBJECT = 64;

    /** A number of a stranger may be anything. */
    public Difference {
        subject = subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject;
    }

    public Difference saying(String more) {
        return new Difference(kind, subject, theirsFen, oursFen, detail + more, repair);
    }
}
