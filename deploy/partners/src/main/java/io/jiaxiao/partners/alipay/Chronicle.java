package io.jiaxiao.partners.alipay;

import io.jiaxiao.partners.alipay.Trade.Refund;
import io.jiaxiao.partners.alipay.Trade.Status;
import io.jiaxiao.partners.memory.Diary;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The diary of the {@link Book}: what happened to trades, written before anybody is told, and read again by the next life. */
final class Chronicle {

    private static final String WANTED = "wanted";
    private static final String SCANNED = "scanned";
    private static final String PAID = "paid";
    private static final String SHUT = "shut";
    private static final String FINISHED = "finished";
    private static final String REFUNDED = "refunded";

    private final Diary diary;

    Chronicle(Diary diary) {
        this.diary = diary;
    }

    private record Wanted(Trade.Wanted wanted, String code, Instant codeUntil) {}

    /** @param more the trade's number, or the odd sum in fen; empty for nothing */
    private record Moved(String outTradeNo, String more) {}

    private record Refunded(String outTradeNo, String outRequestNo, long fen) {}

    void wanted(Trade trade, Instant at) {
        diary.write(WANTED, at, new Wanted(trade.wanted, trade.code, trade.codeUntil));
    }

    void scanned(Trade trade, Instant at) {
        moved(SCANNED, trade, at, String.valueOf(trade.tradeNo));
    }

    void paid(Trade trade, Instant at) {
        Long odd = trade.oddFen;
        moved(PAID, trade, at, odd == null ? "" : Long.toString(odd));
    }

    void shut(Trade trade, Instant at) {
        moved(SHUT, trade, at, "");
    }

    void finished(Trade trade, Instant at) {
        moved(FINISHED, trade, at, "");
    }

    void refunded(Trade trade, Refund refund) {
        diary.write(
                REFUNDED, refund.at(), new Refunded(trade.wanted.outTradeNo(), refund.outRequestNo(), refund.fen()));
    }

    private void moved(String kind, Trade trade, Instant at, String more) {
        diary.write(kind, at, new Moved(trade.wanted.outTradeNo(), more));
    }

    /**
     * Does it all once more.
     *
     * @param take  takes a trade up
     * @param known a trade by the merchant's number; null for one that was forgotten
     */
    void recall(Consumer<Trade> take, Function<String, @Nullable Trade> known) {
        diary.recall(entry -> {
            switch (entry.kind()) {
                case WANTED -> {
                    Wanted fresh = diary.as(entry, Wanted.class);
                    take.accept(new Trade(fresh.wanted(), fresh.code(), fresh.codeUntil()));
                }
                case REFUNDED -> {
                    Refunded back = diary.as(entry, Refunded.class);
                    Trade trade = known.apply(back.outTradeNo());
                    if (trade != null) {
                        trade.give(new Refund(back.outRequestNo(), back.fen(), entry.at()));
                    }
                }
                default -> {
                    Moved step = diary.as(entry, Moved.class);
                    Trade trade = known.apply(step.outTradeNo());
                    if (trade != null) {
                        again(entry.kind(), trade, entry.at(), step.more());
                    }
                }
            }
        });
    }

    private static void again(String kind, Trade trade, Instant at, String more) {
        switch (kind) {
            case SCANNED -> {
                trade.created = at;
                trade.tradeNo = more;
            }
            case PAID -> {
                trade.status = Status.TRADE_SUCCESS;
                trade.paid = at;
                trade.oddFen = more.isEmpty() ? null : Long.valueOf(more);
            }
            case SHUT -> {
                trade.status = Status.TRADE_CLOSED;
                trade.closed = at;
            }
            case FINISHED -> trade.status = Status.TRADE_FINISHED;
            default -> throw new IllegalStateException("The diary of Alipay tells of " + kind);
        }
    }
}
