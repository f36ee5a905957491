package io.jiaxiao.mall.points;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ledger should be, told with tokens: each point is a thing that lies somewhere. Slow, small, and built on nothing
 * of what it checks.
 */
final class TokenModel {

    private static final int GRACE_DAYS = 7;

    private enum Place {
        AVAILABLE,
        HELD,
        SPENT,
        GONE
    }

    /** A lot; its tokens know it. */
    private static final class Lot {
        private final long id;
        private final long person;
        private Instant end;
        private boolean graced;

        Lot(long id, long person, Instant end) {
            this.id = id;
            this.person = person;
            this.end = end;
        }
    }

    private static final class Token {
        private final Lot lot;
        private Place place = Place.AVAILABLE;

        Token(Lot lot) {
            this.lot = lot;
        }
    }

    private static final class Order {
        private final List<Token> tokens;
        private final List<Lot> lots;
        private final int points;
        private String state = "OPEN";

        Order(List<Token> tokens) {
            this.tokens = new ArrayList<>(tokens);
            this.lots = tokens.stream().map(token -> token.lot).distinct().toList();
            this.points = tokens.size();
        }
    }

    private final List<Token> tokens = new ArrayList<>();
    private final Map<Long, Order> orders = new LinkedHashMap<>();
    private final Map<Long, Boolean> frozen = new HashMap<>();

    void grant(long lot, long person, int points, Instant end) {
        var granted = new Lot(lot, person, end);
        for (int i = 0; i < points; i++) {
            tokens.add(new Token(granted));
        }
    }

    void freeze(long person, boolean on) {
        frozen.put(person, on);
    }

    /** Empty text when the points are held; otherwise the reason and what was available. */
    String hold(long hold, long person, int points, Instant now) {
        endOverdue(person, now);
        if (frozen.getOrDefault(person, false)) {
            return "ACCOUNT_FROZEN 0";
        }
        List<Token> mine = in(person, Place.AVAILABLE);
        if (mine.size() < points) {
            return "NOT_ENOUGH_POINTS " + mine.size();
        }
        mine.sort(Comparator.comparing((Token token) -> token.lot.end).thenComparing(token -> token.lot.id));
        List<Token> taken = mine.subList(0, points);
        taken.forEach(token -> token.place = Place.HELD);
        orders.put(hold, new Order(taken));
        return "";
    }

    /** @return the refusal; empty when it ends, or has ended, so */
    String post(long hold) {
        Order order = orders.get(hold);
        String no = cannotBecome(order, "POSTED");
        if (no == null) {
            order.state = "POSTED";
            order.tokens.forEach(token -> token.place = Place.SPENT);
        }
        return no == null ? "" : no;
    }

    String release(long hold, Instant now) {
        Order order = orders.get(hold);
        String no = cannotBecome(order, "RELEASED");
        if (no != null) {
            return no;
        }
        order.state = "RELEASED";
        order.lots.forEach(lot -> endOverdue(lot, now));
        order.tokens.forEach(token -> token.place = Place.AVAILABLE);
        order.lots.forEach(lot -> {
            if (!lot.end.isAfter(now)) {
                if (lot.graced) {
                    endOverdue(lot, now);
                } else {
                    grace(lot, now);
                }
            }
        });
        return "";
    }

    String reverse(long hold, int points, Instant now) {
        Order order = orders.get(hold);
        if (order == null) {
            return "HOLD_UNKNOWN";
        }
        // Tokens of a released order may have been spent by another since.
        List<Token> spent = order.state.equals("POSTED") ? List.copyOf(order.tokens) : List.of();
        if (spent.size() < points) {
            return "MORE_THAN_SPENT";
        }
        order.lots.forEach(lot -> endOverdue(lot, now));
        List<Token> back = spent.subList(spent.size() - points, spent.size());
        back.forEach(token -> {
            token.place = Place.AVAILABLE;
            if (!token.lot.end.isAfter(now)) {
                grace(token.lot, now);
            }
        });
        order.tokens.removeAll(back);
        return "";
    }

    /** Answers how many points ended. */
    long expire(long person, Instant now) {
        return endOverdue(person, now);
    }

    List<Long> orders() {
        return List.copyOf(orders.keySet());
    }

    long available(long person, Instant now) {
        return in(person, Place.AVAILABLE).stream()
                .filter(token -> token.lot.end.isAfter(now))
                .count();
    }

    long held(long person) {
        return in(person, Place.HELD).size();
    }

    boolean frozen(long person) {
        return frozen.getOrDefault(person, false);
    }

    int points(long hold) {
        return orders.get(hold).points;
    }

    /** How many points each lot pays for a hold, oldest first. */
    Map<Long, Integer> payers(long hold) {
        Map<Long, Integer> payers = new LinkedHashMap<>();
        orders.get(hold).tokens.forEach(token -> payers.merge(token.lot.id, 1, Integer::sum));
        return payers;
    }

    private static String cannotBecome(Order order, String end) {
        if (order == null) {
            return "HOLD_UNKNOWN";
        }
        if (order.state.equals("OPEN")) {
            return null;
        }
        return order.state.equals(end) ? "" : "HOLD_SETTLED_OTHERWISE";
    }

    private List<Token> in(long person, Place place) {
        return new ArrayList<>(tokens.stream()
                .filter(token -> token.lot.person == person && token.place == place)
                .toList());
    }

    private long endOverdue(long person, Instant now) {
        List<Token> over = in(person, Place.AVAILABLE).stream()
                .filter(token -> !token.lot.end.isAfter(now))
                .toList();
        over.forEach(token -> token.place = Place.GONE);
        return over.size();
    }

    private void endOverdue(Lot lot, Instant now) {
        if (!lot.end.isAfter(now)) {
            tokens.stream()
                    .filter(token -> token.lot == lot && token.place == Place.AVAILABLE)
                    .forEach(token -> token.place = Place.GONE);
        }
    }

    private static void grace(Lot lot, Instant now) {
        ZoneId zone = ZoneId.of("Asia/Shanghai");
        lot.end = LocalDate.ofInstant(now, zone)
                .plusDays(GRACE_DAYS + 1)
                .atStartOfDay(zone)
                .toInstant();
        lot.graced = true;
    }
}
