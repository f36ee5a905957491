package io.jiaxiao.order.purchase;

import io.jiaxiao.order.carrier.wire.CarrierNotices.Told;
import io.jiaxiao.order.carrier.wire.Dsmp;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Quote;
import io.jiaxiao.order.fixture.ShopFixture.Family;
import io.jiaxiao.order.purchase.OrderWorld.Act;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Orders on the carrier's bill in a world: the parent's side is real, the carrier's words are the test's. */
final class BillActs {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String PLAN = "AIXUE_MOBILE_M1";
    private static final String OPEN = "state NOT IN ('ENDED', 'FAILED')";

    private BillActs() {}

    /** What the carrier can say, rightly or after the fact. */
    enum Word {
        RUNS,
        FAILED,
        ENDS_WITH_MONTH,
        ENDED,
        SUSPENDED,
        RUNS_AGAIN,
        STOPPED_AT_10086
    }

    record OrderOnBill(int family, int key) implements Act {
        @Override
        public void in(OrderWorld world) {
            Family who = world.family(family);
            Quote quote =
                    world.shop().quotes().give(who.parent(), PLAN, who.place().classId(), PayMethod.CARRIER);
            world.shop()
                    .make()
                    .make(new MakePurchase.Wish(
                            who.parent(), "b" + key, quote.id(), who.childId(), PayMethod.CARRIER, null, null));
        }
    }

    /** The parent has sent the code in, and nobody knows yet what came of it. */
    record CodeSent(int choice) implements Act {
        @Override
        public void in(OrderWorld world) {
            on(world, choice, "state = 'WANTED'", row -> world.shop()
                    .jdbc()
                    .update(
                            "UPDATE carrier_order SET state = 'CONFIRMING', confirm_req_no = CONCAT(id, 'C'),"
                                    + " confirmed_at = created_at WHERE id = ? AND state = 'WANTED'",
                            row.get("id")));
        }
    }

    /** Told once or twice, in time or long after. */
    record Notice(int choice, Word word, int copies) implements Act {
        @Override
        public void in(OrderWorld world) {
            on(world, choice, "confirm_req_no <> ''", row -> {
                for (int copy = 0; copy < copies; copy++) {
                    tell(world, row, word);
                }
            });
        }
    }

    record End(int choice) implements Act {
        @Override
        public void in(OrderWorld world) {
            List<Long> all = world.shop()
                    .jdbc()
                    .queryForList(
                            "SELECT id FROM subscription WHERE by_carrier = TRUE AND open_child IN (" + world.children()
                                    + ") ORDER BY id",
                            Long.class);
            if (!all.isEmpty()) {
                long id = all.get(choice % all.size());
                world.shop().onBill().end(world.ownerOf(id), id);
            }
        }
    }

    /** The carrier ends whatever it has, and gives up whatever it has not decided. */
    static void endAll(OrderWorld world) {
        for (Map<String, Object> row : orders(world, OPEN)) {
            world.shop()
                    .jdbc()
                    .update(
                            "UPDATE carrier_order SET state = 'CONFIRMING', confirm_req_no = CONCAT(id, 'C')"
                                    + " WHERE id = ? AND state IN ('WANTED', 'CODE_SENT')",
                            row.get("id"));
        }
        for (Map<String, Object> row : orders(world, OPEN)) {
            tell(world, row, Word.FAILED);
            tell(world, row, Word.ENDED);
        }
    }

    private interface OnRow {
        void act(Map<String, Object> row);
    }

    private static void on(OrderWorld world, int choice, String where, OnRow act) {
        List<Map<String, Object>> all = orders(world, where);
        if (!all.isEmpty()) {
            act.act(all.get(choice % all.size()));
        }
    }

    private static List<Map<String, Object>> orders(OrderWorld world, String where) {
        return world.shop()
                .jdbc()
                .queryForList("SELECT id, person_id, product_id, confirm_req_no, end_req_no FROM carrier_order WHERE "
                        + where + " AND CAST(order_id AS UNSIGNED) IN (SELECT id FROM purchase WHERE child_id IN ("
                        + world.children() + ")) ORDER BY id");
    }

    private static void tell(OrderWorld world, Map<String, Object> row, Word word) {
        switch (word) {
            case RUNS -> say(world, row, "SUBSCRIBE", "SUCCESS", null);
            case FAILED -> say(world, row, "SUBSCRIBE", "FAILED", null);
            case ENDS_WITH_MONTH -> say(world, row, "UNSUBSCRIBE", "SUCCESS", monthEnd(world));
            case ENDED ->
                say(world, row, "EXPIRE", "SUCCESS", world.shop().clock().instant());
            case SUSPENDED -> dsmp(world, row, 4);
            case RUNS_AGAIN -> dsmp(world, row, 3);
            case STOPPED_AT_10086 -> dsmp(world, row, 2);
        }
    }

    private static Instant monthEnd(OrderWorld world) {
        return LocalDate.ofInstant(world.shop().clock().instant(), SHANGHAI)
                .withDayOfMonth(1)
                .plusMonths(1)
                .atStartOfDay(SHANGHAI)
                .toInstant();
    }

    private static void say(
            OrderWorld world, Map<String, Object> row, String action, String status, @Nullable Instant expires) {
        boolean begins = action.equals("SUBSCRIBE");
        world.shop()
                .notices()
                .take(
                        Optional.of(new Told(
                                "CO" + row.get("id"),
                                (String) row.get(begins ? "confirm_req_no" : "end_req_no"),
                                phone(world, row),
                                (String) row.get("product_id"),
                                action,
                                status,
                                begins ? world.shop().clock().instant() : null,
                                expires)),
                        "test");
    }

    private static void dsmp(OrderWorld world, Map<String, Object> row, int action) {
        int unused = world.shop()
                .notices()
                .take(new Dsmp.Sync(
                        "sim-" + row.get("id") + "-" + action + "-"
                                + world.shop().clock().instant().toEpochMilli(),
                        "SyncOrderRelationReq",
                        phone(world, row),
                        action,
                        "901234",
                        (String) row.get("product_id")));
    }

    private static String phone(OrderWorld world, Map<String, Object> row) {
        return world.phoneOf(Long.parseLong((String) row.get("person_id")));
    }
}
