package io.jiaxiao.partners.kefei;

import io.jiaxiao.partners.chance.Chance;
import io.jiaxiao.partners.recharge.Fate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The partner's books of us, its agent: our balance and our recharges. All of it is in memory. */
final class Agent {

    private final Clock clock;
    private final Chance chance;
    private final int mostOrders;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ChargeOrder> orders = new LinkedHashMap<>();
    private long balance;
    private long taken;

    Agent(Clock clock, Chance chance, long balanceFen, int mostOrders) {
        this.clock = clock;
        this.chance = chance;
        this.balance = balanceFen;
        this.mostOrders = mostOrders;
    }

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

    /** Takes a recharge and the money for it, in the state it begins with. */
    Placed place(ChargeOrder.Wish wish, long paymentFen, int state, Fate fate) {
        lock.lock();
        try {
            Optional<ErrorCode> complaint = complaint(wish, paymentFen);
            if (complaint.isPresent()) {
                return new Placed.Refused(complaint.get());
            }
            balance -= paymentFen;
            String chargeId = "%d%04d".formatted(++taken, chance.number("kefei charge", taken, 10_000));
            ChargeOrder order =
                    new ChargeOrder(wish, chargeId, ChargeOrder.WAITING, paymentFen, clock.instant(), null, null, fate);
            orders.put(wish.orderId(), order);
            if (orders.size() > mostOrders) {
                orders.remove(orders.keySet().iterator().next());
            }
            return new Placed.Taken(state == ChargeOrder.WAITING ? order : moved(order, state));
        } finally {
            lock.unlock();
        }
    }

    /** Moves a recharge on; at a failure, early or after its success, the money comes back. */
    ChargeOrder move(ChargeOrder before, int state) {
        lock.lock();
        try {
            return moved(before, state);
        } finally {
            lock.unlock();
        }
    }

    private ChargeOrder moved(ChargeOrder before, int state) {
        ChargeOrder after = before.inState(state, clock.instant());
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
