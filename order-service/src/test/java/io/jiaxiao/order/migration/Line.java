package io.jiaxiao.order.migration;

import io.jiaxiao.order.fixture.ShopFixture.Family;
import io.jiaxiao.partners.oldplatform.OldOrders;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line of the file; what is not said is as usual. */
final class Line {

    private final Map<String, String> cells = new LinkedHashMap<>();

    private Line(Family family) {
        for (String heading : OldOrders.HEADINGS.split(",")) {
            cells.put(heading, "");
        }
        with("old_order_no", "OP" + MigrationFixture.number());
        with("product_code", MigrationFixture.OLD_PRODUCT);
        with("child_no", MigrationFixture.old(family).no());
        with("guardian_no", MigrationFixture.old(family).guardianNo());
        with("school_code", MigrationFixture.old(family).schoolCode());
        with("class_code", MigrationFixture.old(family).classCode());
        with("state", "RUNNING");
        with("channel", "ALIPAY");
        with("paid_fen", "1500");
        with("paid_at", "2027-03-01 09:30:00");
        days("2027-03-01", "2027-03-31");
    }

    static Line of(Family family) {
        return new Line(family);
    }

    Line with(String field, String value) {
        cells.put(field, value);
        return this;
    }

    Line days(String from, String through) {
        return with("from_date", from).with("through_date", through);
    }

    /** @param ended last day of use */
    Line ended(String state, String ended) {
        return with("state", state).with("ended_on", ended);
    }

    Line paused(String on, String resumes) {
        return with("state", "PAUSED").with("paused_on", on).with("resumes_on", resumes);
    }

    String orderNo() {
        return cells.getOrDefault("old_order_no", "");
    }

    String text() {
        return String.join(",", cells.values());
    }
}
