package io.jiaxiao.partners.carrier;

import io.jiaxiao.partners.books.BookedOrder;
import io.jiaxiao.partners.chance.Chance;
import io.jiaxiao.partners.memory.Diary;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The carrier's books: who has ordered what, and the codes it has sent. In memory, and in a diary when there is one. */
final class Subscribers {

    private final CarrierProperties properties;
    private final Clock clock;
    private final Chance chance;
    private final Diary diary;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, Line> byOrder = new HashMap<>();
    private final Map<String, String> orderOfRequest = new HashMap<>();
    private final Map<String, Sent> codes = new HashMap<>();
    private final Map<String, Instant> lastCode = new HashMap<>();
    private final List<Line> history = new ArrayList<>();
    private long serial;

    Subscribers(CarrierProperties properties, Clock clock, Chance chance, Diary diary) {
        this.properties = properties;
        this.clock = clock;
        this.chance = chance;
        this.diary = diary;
        // A restart must not give old numbers to new orders.
        this.serial = clock.instant().getEpochSecond() * 100;
    }

    private static final String CODE = "code";
    private static final String WRONG = "wrong";
    private static final String ACCEPTED = "accepted";
    private static final String BOOKED = "booked";

    /** In the diary. */
    private record Accepted(String txnId, Line line) {}

    /** A code on its way to a phone. */
    record Sent(String txnId, String mobile, String productId, String code, Instant until, int wrong) {
        Sent onceMoreWrong() {
            return new Sent(txnId, mobile, productId, code, until, wrong + 1);
        }
    }

    /** @param wait null unless it is too early */
    record CodeResult(Code code, @Nullable Sent sent, long waitSeconds) {}

    record OrderResult(Code code, @Nullable Line line) {}

    CodeResult sendCode(String mobile, String productId) {
        return locked(() -> {
            Instant now = clock.instant();
            Instant next = lastCode.getOrDefault(mobile, Instant.EPOCH).plus(properties.resendAfter());
            if (now.isBefore(next)) {
                return new CodeResult(Code.TOO_OFTEN, null, next.getEpochSecond() - now.getEpochSecond() + 1);
            }
            if (running(mobile, productId).isPresent()) {
                return new CodeResult(Code.SUBSCRIBED, null, 0);
            }
            String txn = "TX" + ++serial;
            String code = "%06d".formatted(chance.number("carrier code", serial, 1_000_000));
            Sent sent = new Sent(txn, mobile, productId, code, now.plus(properties.codeLifetime()), 0);
            diary.write(CODE, now, sent);
            take(sent, now);
            return new CodeResult(Code.OK, sent, 0);
        });
    }

    /** A number that was used is answered with what it made then. */
    OrderResult confirm(String reqNo, String txnId, String mobile, String productId, String code) {
        return locked(() -> {
            String known = orderOfRequest.get(reqNo);
            if (known != null) {
                return new OrderResult(Code.OK, byOrder.get(known));
            }
            Sent sent = codes.get(txnId);
            if (sent == null
                    || !sent.mobile().equals(mobile)
                    || !sent.productId().equals(productId)) {
                return new OrderResult(Code.CODE_EXPIRED, null);
            }
            if (sent.wrong() >= properties.mostTries()) {
                return new OrderResult(Code.TOO_MANY_TRIES, null);
            }
            if (!clock.instant().isBefore(sent.until())) {
                return new OrderResult(Code.CODE_EXPIRED, null);
            }
            if (!sent.code().equals(code)) {
                diary.write(WRONG, clock.instant(), sent.onceMoreWrong());
                codes.put(txnId, sent.onceMoreWrong());
                boolean dead = sent.wrong() + 1 >= properties.mostTries();
                return new OrderResult(dead ? Code.TOO_MANY_TRIES : Code.WRONG_CODE, null);
            }
            if (running(mobile, productId).isPresent()) {
                return new OrderResult(
                        Code.SUBSCRIBED, running(mobile, productId).get());
            }
            Line line = new Line(
                    anOrder(), reqNo, mobile, productId, Line.SUBSCRIBE, Line.ACCEPTED, clock.instant(), null, null);
            diary.write(ACCEPTED, line.made(), new Accepted(txnId, line));
            codes.remove(txnId);
            return new OrderResult(Code.OK, keep(line));
        });
    }

    /** The carrier makes up its mind. */
    Line decide(Line accepted, boolean success) {
        return locked(() -> write(accepted.decided(success, clock.instant())));
    }

    /** Ends with the month (partners.md 8.2). */
    OrderResult unsubscribe(String reqNo, String mobile, String productId) {
        return locked(() -> {
            String known = orderOfRequest.get(reqNo);
            if (known != null) {
                return new OrderResult(Code.OK, byOrder.get(known));
            }
            Optional<Line> running = running(mobile, productId);
            if (running.isEmpty()) {
                return new OrderResult(Code.NOT_SUBSCRIBED, null);
            }
            Instant end = LocalDate.ofInstant(clock.instant(), clock.getZone())
                    .withDayOfMonth(1)
                    .plusMonths(1)
                    .atStartOfDay(clock.getZone())
                    .toInstant();
            return new OrderResult(
                    Code.OK, write(running.get().ending(anOrder(), reqNo, Line.UNSUBSCRIBE, clock.instant(), end)));
        });
    }

    /** Ends now, by whomever. Empty when nothing runs. */
    Optional<Line> end(String mobile, String productId) {
        return locked(() -> running(mobile, productId)
                .map(line -> write(line.ending(anOrder(), "", Line.EXPIRE, clock.instant(), clock.instant()))));
    }

    /** Ordered at the carrier's own counter. */
    Line open(String mobile, String productId) {
        return locked(() -> write(
                new Line(anOrder(), "", mobile, productId, Line.SUBSCRIBE, Line.ACCEPTED, clock.instant(), null, null)
                        .decided(true, clock.instant())));
    }

    Optional<Line> byOrder(String orderId) {
        return Optional.ofNullable(locked(() -> byOrder.get(orderId)));
    }

    Optional<Line> byRequest(String reqNo) {
        return Optional.ofNullable(locked(() -> {
            String order = orderOfRequest.get(reqNo);
            return order == null ? null : byOrder.get(order);
        }));
    }

    boolean runs(String mobile, String productId) {
        return locked(() -> running(mobile, productId).isPresent());
    }

    Optional<Line> line(String mobile, String productId) {
        return Optional.ofNullable(locked(() -> lines.get(mobile + "|" + productId)));
    }

    /** What was decided on a day, in order. */
    List<Line> of(LocalDate day) {
        return locked(() -> history.stream()
                .filter(line ->
                        LocalDate.ofInstant(line.made(), clock.getZone()).equals(day))
                .toList());
    }

    private void take(Sent sent, Instant at) {
        lastCode.put(sent.mobile(), at);
        codes.put(sent.txnId(), sent);
    }

    /**
     * Everything as the diary has it; before anybody is served.
     *
     * @return what was accepted and not decided
     */
    List<Line> recall() {
        return locked(() -> {
            diary.recall(entry -> {
                switch (entry.kind()) {
                    case CODE -> take(diary.as(entry, Sent.class), entry.at());
                    case WRONG -> {
                        Sent sent = diary.as(entry, Sent.class);
                        codes.put(sent.txnId(), sent);
                    }
                    case ACCEPTED -> {
                        Accepted taken = diary.as(entry, Accepted.class);
                        codes.remove(taken.txnId());
                        keep(taken.line());
                    }
                    case BOOKED -> book(diary.as(entry, Line.class));
                    default -> throw new IllegalStateException("The diary of the carrier tells of " + entry.kind());
                }
            });
            return byOrder.values().stream()
                    .filter(line -> line.status().equals(Line.ACCEPTED))
                    .toList();
        });
    }

    /** Every order that came to us by a number of theirs, and how it stands now. */
    List<BookedOrder> booked() {
        return locked(() -> history.stream()
                .filter(line -> line.action().equals(Line.SUBSCRIBE))
                .map(line -> new BookedOrder(
                        line.reqNo(),
                        line.orderId(),
                        standing(line),
                        properties.products().getOrDefault(line.productId(), 0L)))
                .toList());
    }

    /** RESERVED: ends with the month. */
    private BookedOrder.Standing standing(Line ordered) {
        Line now = lines.getOrDefault(ordered.key(), ordered);
        Line last = history.stream()
                .filter(line ->
                        line.key().equals(ordered.key()) && line.action().equals(Line.SUBSCRIBE))
                .reduce((one, next) -> next)
                .orElse(ordered);
        if (!last.equals(ordered) || !now.runsAt(clock.instant())) {
            return BookedOrder.Standing.NOT_SUPPLIED;
        }
        return now.action().equals(Line.SUBSCRIBE) ? BookedOrder.Standing.SUPPLIED : BookedOrder.Standing.RESERVED;
    }

    private Optional<Line> running(String mobile, String productId) {
        return Optional.ofNullable(lines.get(mobile + "|" + productId)).filter(line -> line.runsAt(clock.instant()));
    }

    private Line write(Line line) {
        diary.write(BOOKED, clock.instant(), line);
        return book(line);
    }

    private Line book(Line line) {
        lines.put(line.key(), line);
        history.add(line);
        return keep(line);
    }

    private Line keep(Line line) {
        byOrder.put(line.orderId(), line);
        if (!line.reqNo().isEmpty()) {
            orderOfRequest.put(line.reqNo(), line.orderId());
        }
        return line;
    }

    private String anOrder() {
        return "CO" + DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(clock.instant(), clock.getZone()))
                + ++serial;
    }

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
