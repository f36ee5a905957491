package io.jiaxiao.partners.jd;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code checkOrder/*}: the parcels of a day, for reconciliation (partners.md 5.6). */
final class Books {

    private static final int LONGEST_PAGE = 100;

    private final Orders orders;
    private final Clock clock;
    private final boolean today;

    Books(Orders orders, Clock clock, boolean today) {
        this.orders = orders;
        this.clock = clock;
        this.today = today;
    }

    Answer fresh(Form form) {
        return list(form, order -> true, order -> order.createdAt);
    }

    Answer delivered(Form form) {
        return list(form, order -> order.state == Order.DELIVERED, order -> order.endedAt);
    }

    Answer refused(Form form) {
        return list(form, order -> order.state == Order.REFUSED, order -> order.endedAt);
    }

    Answer complete(Form form) {
        return list(form, order -> true, order -> order.completedAt);
    }

    private Answer list(Form form, Predicate<Order> wanted, Function<Order, @Nullable Instant> moment) {
        if (form.lacks("date")) {
            return Answer.no(Code.EMPTY);
        }
        LocalDate day;
        try {
            day = LocalDate.parse(form.text("date"));
        } catch (DateTimeException wrong) {
            return Answer.no(Code.BAD_FORMAT);
        }
        int page = form.number(form.lacks("pageNo") ? "page" : "pageNo", 1);
        int size = form.number("pageSize", 20);
        if (page < 1 || size < 1 || size > LONGEST_PAGE) {
            return Answer.no(Code.BAD_VALUE);
        }
        boolean closed = today || day.isBefore(LocalDate.now(clock));
        List<Order> found = orders.parcels()
                .filter(order -> closed && wanted.test(order) && isOn(day, moment.apply(order)))
                .toList();
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = result.putArray("orders");
        found.stream().skip((page - 1L) * size).limit(size).forEach(order -> rows.addObject()
                .put("jdOrderId", order.id)
                .put("state", order.state)
                .put("hangUpState", 0)
                .put("invoiceState", 1)
                .put("orderPrice", Yuan.of(order.goodsFen())));
        result.put("total", found.size());
        result.put("totalPage", (found.size() + size - 1) / size);
        result.put("curPage", page);
        return Answer.ok(result);
    }

    private boolean isOn(LocalDate day, @Nullable Instant moment) {
        return moment != null && moment.atZone(clock.getZone()).toLocalDate().equals(day);
    }
}
