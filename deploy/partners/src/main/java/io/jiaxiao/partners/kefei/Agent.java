package io.jiaxiao.partners.kefei;

import io.jiaxiao.partners.chance.Chance;
import io.jiaxiao.partners.memory.Diary;
import io.jiaxiao.partners.recharge.Fate;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The partner's books of us, its agent: our balance and our recharges. */
final class Agent {

    private static final String TAKEN = "taken";
    private static final String MOVED = "moved";

    private final Clock clock;
    private final Chance chance;
    private final int mostOrders;
    private final Diary diary;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ChargeOrder> orders = new LinkedHashMap<>();
    private long balance;
    private long taken;

    Agent(Clock clock, Chance chance, long balanceFen, int mostOrders, Diary diary) {
        this.clock = clock;
        this.chance = chance;
        this.balance = balanceFen;
        this.mostOrders = mostOrders;
        this.diary = diary;
    }

    /** In the diary. */
    private record Taken(ChargeOrder.Wish wish, long paymentFen, Progress.Path path, Fate fate) {}

    /** In the diary. */
    private record Moved(String orderId, int to) {}

    /** A recharge of an earlier life, and what is still to come of it. */
    record Unfinished(ChargeOrder order, Progress.Path ahead) {}

    /** What became of a wish. */
    sealed interface Placed {

        record Taken(ChargeOrder order) implements Placed {}

        record Refused(ErrorCode code) implements Placed {}
    }

    /** Why a recharge would not be taken now; empty when it would. */
    Optional<ErrorCode> complaint(ChargeOrder.Wish wish, long paymentFen) {
        lock.lock();
        try {
            if (orders.containsKey(wish.orderId())) {
                return Optional.of(ErrorCode.DUPLICATE);
            }
            return balance < paymentFen ? Optional.of(ErrorCode.BALANCE) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a recharge and the money for it, in the first state of its path. */
    Placed place(ChargeOrder.Wish wish, long paymentFen, Progress.Path path, Fate fate) {
        lock.lock();
        try {
            Optional<ErrorCode> complaint = complaint(wish, paymentFen);
            if (complaint.isPresent()) {
                return new Placed.Refused(complaint.get());
            }
            Taken fresh = new Taken(wish, paymentFen, path, fate);
            Instant now = clock.instant();
            diary.write(TAKEN, now, fresh);
            return new Placed.Taken(take(fresh, now));
        } finally {
            lock.unlock();
        }
    }

    private ChargeOrder take(Taken fresh, Instant at) {
        balance -= fresh.paymentFen();
        String chargeId = "%d%04d".formatted(++taken, chance.number("kefei charge", taken, 10_000));
        ChargeOrder order = new ChargeOrder(
                fresh.wish(), chargeId, ChargeOrder.WAITING, fresh.paymentFen(), at, null, null, fresh.fate());
        orders.put(fresh.wish().orderId(), order);
        if (orders.size() > mostOrders) {
            orders.remove(orders.keySet().iterator().next());
        }
        int state = fresh.path().states().getFirst();
        return state == ChargeOrder.WAITING ? order : moved(order, state, at);
    }

    /**
     * Everything as the diary has it; before anybody is served.
     *
     * @return what has not reached its end
     */
    List<Unfinished> recall() {
        lock.lock();
        try {
            Map<String, Progress.Path> ahead = new HashMap<>();
            diary.recall(entry -> {
                if (entry.kind().equals(TAKEN)) {
                    Taken fresh = diary.as(entry, Taken.class);
                    take(fresh, entry.at());
                    ahead.put(fresh.wish().orderId(), fresh.path().rest());
                } else {
                    Moved step = diary.as(entry, Moved.class);
                    ChargeOrder before = orders.get(step.orderId());
                    if (before != null) {
                        moved(before, step.to(), entry.at());
                        ahead.computeIfPresent(step.orderId(), (id, path) -> path.rest());
                    }
                }
            });
            return orders.values().stream()
                    .map(order -> new Unfinished(
                            order, ahead.getOrDefault(order.wish().orderId(), Progress.Path.OVER)))
                    .filter(one -> !one.ahead().over())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Moves a recharge on; at a failure, early or after its success, the money comes back. */
    ChargeOrder move(ChargeOrder before, int state) {
        lock.lock();
        try {
            Instant now = clock.instant();
            diary.write(MOVED, now, new Moved(before.wish().orderId(), state));
            return moved(before, state, now);
        } finally {
            lock.unlock();
        }
    }

    private ChargeOrder moved(ChargeOrder before, int state, Instant at) {
        ChargeOrder after = before.inState(state, at);
        orders.replace(after.wish().orderId(), after);
        if (ChargeOrder.isFailure(state) && !ChargeOrder.isFailure(before.state())) {
            balance += after.paymentFen();
        }
        return after;
    }

    Optional<ChargeOrder> order(String orderId) {
        lock.lock();
        try {
            return Optional.ofNullable(orders.get(orderId));
        } finally {
            lock.unlock();
        }
    }

    List<ChargeOrder> orders(Predicate<ChargeOrder> wanted) {
        lock.lock();
        try {
            return orders.values().stream().filter(wanted).toList();
        } finally {
            lock.unlock();
        }
    }

    long balanceFen() {
        lock.lock();
        try {
            return balance;
        } finally {
            lock.unlock();
        }
    }
}
