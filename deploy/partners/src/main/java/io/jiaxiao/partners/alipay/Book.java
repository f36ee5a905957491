package io.jiaxiao.partners.alipay;

import io.jiaxiao.partners.alipay.Trade.Refund;
import io.jiaxiao.partners.alipay.Trade.Status;
import io.jiaxiao.partners.books.BookedOrder;
import io.jiaxiao.partners.chance.Chance;
import io.jiaxiao.partners.memory.Diary;
import io.jiaxiao.partners.time.Later;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Alipay's books of one merchant: trades and what went back of them. In memory, and in a diary when there is one. */
final class Book {

    /** Who is told of what happened; called while the books stand still. */
    interface Events {
        /** @param refund null when the event is none */
        void happened(Trade trade, @Nullable Refund refund);
    }

    /** What came of a call: a refusal's code, or the trade. */
    record Result(@Nullable String refusal, @Nullable Trade trade, boolean changed) {
        static Result no(String subCode) {
            return new Result(subCode, null, false);
        }

        static Result done(Trade trade, boolean changed) {
            return new Result(null, trade, changed);
        }
    }

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    private final Clock clock;
    private final Later later;
    private final Chance chance;
    private final Events events;
    private final int mostTrades;
    private final Chronicle chronicle;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Trade> trades = new LinkedHashMap<>();
    private final Map<String, Trade> byCode = new LinkedHashMap<>();
    private long serial;

    Book(Clock clock, Later later, Chance chance, Events events, int mostTrades, Diary diary) {
        this.clock = clock;
        this.later = later;
        this.chance = chance;
        this.events = events;
        this.mostTrades = mostTrades;
        this.chronicle = new Chronicle(diary);
        // A restart must not give old numbers to new trades.
        this.serial = clock.instant().getEpochSecond() % 1_000_000_000L * 1000;
    }

    Result precreate(Trade.Wanted wanted) {
        return locked(() -> {
            Trade known = trades.get(wanted.outTradeNo());
            if (known != null) {
                return switch (known.status) {
                    case TRADE_SUCCESS, TRADE_FINISHED -> Result.no("ACQ.TRADE_HAS_SUCCESS");
                    case TRADE_CLOSED -> Result.no("ACQ.TRADE_HAS_CLOSE");
                    case WAIT_BUYER_PAY ->
                        known.wanted.sameAs(wanted) ? Result.done(known, false) : Result.no("ACQ.CONTEXT_INCONSISTENT");
                };
            }
            String code = "bax%05d%012d".formatted(chance.number("alipay code", ++serial, 100_000), serial);
            Trade trade = new Trade(wanted, code, clock.instant().plus(wanted.codeLifetime()));
            chronicle.wanted(trade, clock.instant());
            take(trade);
            return Result.done(trade, true);
        });
    }

    private void take(Trade trade) {
        trades.put(trade.wanted.outTradeNo(), trade);
        byCode.put(trade.code, trade);
        forgetOldest();
    }

    private void forgetOldest() {
        if (trades.size() > mostTrades) {
            Trade oldest = trades.sequencedValues().removeFirst();
            byCode.remove(oldest.code);
        }
    }

    /** The buyer's wallet reads the code: now there is a trade. Empty when there is no such code or its time is over. */
    Optional<Trade> scan(String code) {
        return Optional.ofNullable(locked(() -> {
            Trade trade = byCode.get(code);
            if (trade == null || (!trade.isScanned() && !clock.instant().isBefore(trade.codeUntil))) {
                return null;
            }
            if (!trade.isScanned()) {
                Instant now = clock.instant();
                trade.created = now;
                trade.tradeNo = DAY.format(now.atZone(clock.getZone())) + "22001%015d".formatted(++serial);
                chronicle.scanned(trade, now);
                later.after(trade.wanted.payWithin(), () -> shut(trade));
            }
            return trade;
        }));
    }

    /**
     * The buyer pays. False when it cannot be paid any more.
     *
     * @param oddFen what arrives instead of what was asked for; null for the right sum
     */
    boolean pay(Trade trade, @Nullable Long oddFen) {
        return locked(() -> {
            if (trade.status != Status.WAIT_BUYER_PAY || !trade.isScanned()) {
                return false;
            }
            trade.status = Status.TRADE_SUCCESS;
            Instant now = clock.instant();
            trade.paid = now;
            trade.oddFen = oddFen;
            chronicle.paid(trade, now);
            events.happened(trade, null);
            return true;
        });
    }

    /** Its time is over, or the buyer turned away. False when it is decided already. */
    boolean shut(Trade trade) {
        return locked(() -> {
            if (trade.status != Status.WAIT_BUYER_PAY) {
                return false;
            }
            trade.status = Status.TRADE_CLOSED;
            Instant now = clock.instant();
            trade.closed = now;
            chronicle.shut(trade, now);
            events.happened(trade, null);
            return true;
        });
    }

    /** Nothing can be refunded any more. False when it is not paid. */
    boolean finish(Trade trade) {
        return locked(() -> {
            if (trade.status != Status.TRADE_SUCCESS) {
                return false;
            }
            trade.status = Status.TRADE_FINISHED;
            chronicle.finished(trade, clock.instant());
            events.happened(trade, null);
            return true;
        });
    }

    /** @param paidAfter the buyer pays so much later all the same; null for never */
    Result close(Trade trade, @Nullable Duration paidAfter) {
        if (paidAfter != null && locked(() -> trade.isScanned() && trade.status == Status.WAIT_BUYER_PAY)) {
            later.after(paidAfter, () -> pay(trade, null));
            return Result.done(trade, false);
        }
        if (!locked(trade::isScanned)) {
            return Result.no("ACQ.TRADE_NOT_EXIST");
        }
        return shut(trade) ? Result.done(trade, true) : Result.no("ACQ.TRADE_STATUS_ERROR");
    }

    Result refund(Trade trade, String outRequestNo, long fen) {
        return locked(() -> {
            Refund known = trade.refunds.get(outRequestNo);
            if (known != null) {
                return known.fen() == fen ? Result.done(trade, false) : Result.no("ACQ.DISCORDANT_REPEAT_REQUEST");
            }
            if (trade.status == Status.TRADE_FINISHED) {
                return Result.no("ACQ.TRADE_HAS_FINISHED");
            }
            if (trade.status != Status.TRADE_SUCCESS) {
                return Result.no(trade.isScanned() ? "ACQ.TRADE_STATUS_ERROR" : "ACQ.TRADE_NOT_EXIST");
            }
            if (fen <= 0 || trade.refundedFen() + fen > trade.totalFen()) {
                return Result.no("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL");
            }
            Refund made = new Refund(outRequestNo, fen, clock.instant());
            chronicle.refunded(trade, made);
            trade.give(made);
            events.happened(trade, made);
            return Result.done(trade, true);
        });
    }

    /** Everything as the diary has it; before anybody is served. What waits for its money goes on waiting. */
    void recall() {
        locked(() -> {
            chronicle.recall(this::take, trades::get);
            for (Trade trade : trades.values()) {
                Instant created = trade.created;
                if (trade.status == Status.WAIT_BUYER_PAY && created != null) {
                    Duration left = Duration.between(clock.instant(), created.plus(trade.wanted.payWithin()));
                    later.after(left.isNegative() ? Duration.ZERO : left, () -> shut(trade));
                }
            }
            return null;
        });
    }

    /** Every trade as a merchant would settle it: what is kept of it. */
    List<BookedOrder> booked() {
        return locked(() -> trades.values().stream()
                .map(trade -> new BookedOrder(
                        trade.wanted.outTradeNo(),
                        trade.isScanned() ? String.valueOf(trade.tradeNo) : "",
                        standing(trade),
                        trade.paid == null ? 0 : trade.totalFen() - trade.refundedFen()))
                .toList());
    }

    private static BookedOrder.Standing standing(Trade trade) {
        if (trade.paid != null) {
            return BookedOrder.Standing.SUPPLIED;
        }
        if (!trade.isScanned()) {
            return BookedOrder.Standing.RESERVED;
        }
        return trade.status == Status.TRADE_CLOSED ? BookedOrder.Standing.NOT_SUPPLIED : BookedOrder.Standing.OPEN;
    }

    Optional<Trade> trade(String outTradeNo) {
        return Optional.ofNullable(locked(() -> trades.get(outTradeNo)));
    }

    Optional<Trade> byTradeNo(String tradeNo) {
        return locked(() -> trades.values().stream()
                .filter(trade -> tradeNo.equals(trade.tradeNo))
                .findFirst());
    }

    List<Trade> all() {
        return locked(() -> List.copyOf(trades.values()));
    }

    /** Reads a trade while nobody changes it. */
    <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
