package io.jiaxiao.partners.alipay;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a merchant wants paid, and what became of it. Before its code is scanned there is no trade. Guarded by its {@link Book}. */
final class Trade {

    /** As on the wire. */
    enum Status {
        WAIT_BUYER_PAY,
        TRADE_SUCCESS,
        TRADE_FINISHED,
        TRADE_CLOSED
    }

    /** @param body may be empty */
    record Wanted(
            String outTradeNo,
            long totalFen,
            String subject,
            String body,
            Duration payWithin,
            Duration codeLifetime,
            String notifyUrl) {

        /** What must be equal when the same number comes again. */
        boolean sameAs(Wanted other) {
            return totalFen == other.totalFen && subject.equals(other.subject) && body.equals(other.body);
        }

        /** Under what a fault can be ordered for it. */
        List<String> numbers() {
            return List.of(outTradeNo, "fen-" + totalFen);
        }
    }

    record Refund(String outRequestNo, long fen, Instant at) {}

    final Wanted wanted;
    final String code;
    final Instant codeUntil;
    final Map<String, Refund> refunds = new LinkedHashMap<>();

    @Nullable
    String tradeNo;

    /** What was really paid, when it is not what was asked for. */
    @Nullable
    Long oddFen;

    Status status = Status.WAIT_BUYER_PAY;

    @Nullable
    Instant created;

    @Nullable
    Instant paid;

    @Nullable
    Instant closed;

    Trade(Wanted wanted, String code, Instant codeUntil) {
        this.wanted = wanted;
        this.code = code;
        this.codeUntil = codeUntil;
    }

    /** What is paid, or is to be. */
    long totalFen() {
        return oddFen == null ? wanted.totalFen() : oddFen;
    }

    boolean isScanned() {
        return tradeNo != null;
    }

    long refundedFen() {
        return refunds.values().stream().mapToLong(Refund::fen).sum();
    }

    /** Money back; with the last of it the trade is closed. */
    void give(Refund refund) {
        refunds.put(refund.outRequestNo(), refund);
        if (refundedFen() == totalFen()) {
            status = Status.TRADE_CLOSED;
            closed = refund.at();
        }
    }
}
