package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.Delivery;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.StandingWords;
import io.jiaxiao.mall.supply.SupplyOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Orders in two phases under our number (partners.md 5.3): reserve, then confirm. Between them is the only place where an
 * order that is not what we wanted can be dropped without cost.
 */
final class PlaceJdOrder {

    private final JdDesk desk;
    private final JdAreas areas;
    private final Attempts attempts;
    private final StandingWords words;
    private final Clock clock;
    private final JdProperties account;

    PlaceJdOrder(
            JdDesk desk, JdAreas areas, Attempts attempts, StandingWords words, Clock clock, JdProperties account) {
        this.desk = desk;
        this.areas = areas;
        this.attempts = attempts;
        this.words = words;
        this.clock = clock;
        this.account = account;
    }

    Placement place(SupplyOrder order) {
        words.broken(order.number());
        boolean earlierOpen = attempts.begin(order.number());
        Placement placement = placeNow(order);
        // What was sent before may still arrive, whatever is said to this try.
        if (earlierOpen && placement instanceof Placement.Refused) {
            return new Placement.Unknown(JdCodes.EARLIER_TRY_OPEN);
        }
        if (!(placement instanceof Placement.Unknown)) {
            attempts.decided(order.number());
        }
        return placement;
    }

    private Placement placeNow(SupplyOrder order) {
        Delivery to = order.delivery();
        boolean goods = order.items().stream().allMatch(item -> item.sku().matches("\\d{1,18}"));
        if (to == null || order.items().isEmpty() || !goods) {
            return refused(JdCodes.NOT_AN_ORDER_FOR_GOODS);
        }
        Optional<JdArea> area;
        try {
            area = areas.of(to.divisionCode(), to.street());
        } catch (RuntimeException away) {
            // Whatever it was, nothing has been sent yet.
            return new Placement.Refused(JdCodes.AREA_UNAVAILABLE, JdCodes.reason(JdCodes.AREA_UNAVAILABLE), false);
        }
        return area.isEmpty() ? refused(JdCodes.AREA_UNKNOWN) : reserve(order, to, area.get());
    }

    private Placement reserve(SupplyOrder order, Delivery to, JdArea area) {
        Instant patience = clock.instant().plus(account.orderPatience());
        JdAnswer first = desk.submit(order, to, area);
        if (!mayHaveBeenMade(first)) {
            JdAnswer last = JdCodes.mayBeSentAgain(first.code()) ? desk.submit(order, to, area) : first;
            return mayHaveBeenMade(last) ? lookUp(order, last.code()) : judge(order, last);
        }
        JdDesk.Found found = desk.find(order.number());
        if (!(found instanceof JdDesk.Found.Nothing) || clock.instant().isAfter(patience)) {
            return judge(order, found, first.code());
        }
        // JD's own rule: not found means send it again, under the same number, of which it makes one order.
        JdAnswer second = desk.submit(order, to, area);
        Placement placement = mayHaveBeenMade(second) ? lookUp(order, second.code()) : judge(order, second);
        // The first may still arrive after the second was refused.
        return placement instanceof Placement.Refused ? new Placement.Unknown(first.code()) : placement;
    }

    private Placement lookUp(SupplyOrder order, String code) {
        return judge(order, desk.find(order.number()), code);
    }

    private Placement judge(SupplyOrder order, JdAnswer answer) {
        return switch (answer) {
            case JdAnswer.NotMade notMade ->
                new Placement.Refused(notMade.code(), JdCodes.reason(notMade.code()), false);
            case JdAnswer.Silent silent -> new Placement.Unknown(silent.code());
            case JdAnswer.Told told -> {
                boolean before = told.code().equals(JdCodes.ORDERED_BEFORE);
                if (!told.success() && !before) {
                    yield refused(told.code());
                }
                Optional<JdOrder> receipt = before ? Optional.empty() : JdOrder.read(told.result());
                // The receipt of an earlier order does not say how it stands now.
                yield receipt.isPresent() ? finish(order, receipt.get()) : lookUp(order, told.code());
            }
        };
    }

    private Placement judge(SupplyOrder order, JdDesk.Found found, String code) {
        return switch (found) {
            case JdDesk.Found.There(JdOrder there, String unused) -> finish(order, there);
            case JdDesk.Found.Nothing unused -> new Placement.Unknown(code);
            case JdDesk.Found.Unclear unclear -> new Placement.Unknown(unclear.code());
        };
    }

    /** Confirms what is reserved, if it is what we wanted at the price we wanted. */
    Placement finish(SupplyOrder order, JdOrder there) {
        if (!there.isFor(order)) {
            return new Placement.Unknown(JdCodes.OTHER_ORDER);
        }
        if (!there.valid()) {
            return refused("3203");
        }
        if (there.confirmed()) {
            return new Placement.Accepted(there.number(), there.costFen());
        }
        long expected = order.items().stream()
                .mapToLong(item -> item.costFen() * item.quantity())
                .sum();
        return there.goodsFen() > expected ? drop(there) : confirm(there);
    }

    private Placement drop(JdOrder there) {
        JdAnswer answer = desk.cancel(there.number());
        return isCancelled(answer) ? refused(JdCodes.DEARER) : new Placement.Unknown(JdCodes.DEARER);
    }

    private Placement confirm(JdOrder there) {
        JdAnswer answer = desk.confirm(there.number());
        if (answer instanceof JdAnswer.Told told) {
            if (told.success() || told.code().equals("3103")) {
                return new Placement.Accepted(there.number(), there.costFen());
            }
            if (told.code().equals("3105")) {
                return refused(told.code());
            }
        }
        return desk.show(there.number()) instanceof JdDesk.Found.There(JdOrder now, String unused)
                ? afterDoubt(now)
                : new Placement.Unknown(JdCodes.UNCONFIRMED);
    }

    /** Only a reservation that is still open stays in doubt: a later query confirms it, or finds that it has ended. */
    private static Placement afterDoubt(JdOrder now) {
        if (!now.valid()) {
            return refused("3105");
        }
        return now.confirmed()
                ? new Placement.Accepted(now.number(), now.costFen())
                : new Placement.Unknown(JdCodes.UNCONFIRMED);
    }

    static boolean isCancelled(JdAnswer answer) {
        return answer instanceof JdAnswer.Told told
                && (told.success() || told.code().equals("3203"));
    }

    private static boolean mayHaveBeenMade(JdAnswer answer) {
        return switch (answer) {
            case JdAnswer.NotMade unused -> false;
            case JdAnswer.Silent unused -> true;
            case JdAnswer.Told told ->
                !told.success() && !told.code().equals(JdCodes.ORDERED_BEFORE) && JdCodes.isUncertain(told.code());
        };
    }

    private static Placement refused(String code) {
        return new Placement.Refused(code, JdCodes.reason(code), JdCodes.isPermanent(code), JdCodes.cause(code));
    }
}
