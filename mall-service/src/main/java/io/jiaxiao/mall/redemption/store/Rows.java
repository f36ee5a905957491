package io.jiaxiao.mall.redemption.store;

import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.redemption.domain.Progress;
import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.domain.RedemptionState;
import io.jiaxiao.mall.redemption.domain.RiskVerdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How columns become values. */
final class Rows {

    static final String ORDER =
            "id, person_id, sku_id, kind, name, quantity, points, face_fen, verdict, accepted_at, state,"
                    + " state_at, reason, channel, channel_sku, cost_fen, sends, tries, looks, attention, review_due, due_at,"
                    + " fulfilled_at, returned_quantity, returned_points, version";

    private Rows() {}

    static Redemption order(ResultSet row, int number) throws SQLException {
        return new Redemption(
                row.getLong("id"),
                row.getLong("person_id"),
                row.getLong("sku_id"),
                Offer.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getInt("quantity"),
                row.getLong("points"),
                row.getLong("face_fen"),
                RiskVerdict.valueOf(row.getString("verdict")),
                row.getTimestamp("accepted_at").toInstant(),
                new Progress(
                        RedemptionState.valueOf(row.getString("state")),
                        row.getTimestamp("state_at").toInstant(),
                        row.getString("reason"),
                        new Progress.Route(
                                row.getString("channel"), row.getString("channel_sku"), row.getLong("cost_fen")),
                        row.getInt("sends"),
                        row.getInt("tries"),
                        row.getInt("looks"),
                        row.getString("attention"),
                        row.getBoolean("review_due"),
                        instant(row.getTimestamp("due_at")),
                        instant(row.getTimestamp("fulfilled_at")),
                        row.getInt("returned_quantity"),
                        row.getLong("returned_points"),
                        row.getInt("version")));
    }

    /** Parameters of which some may be null. */
    static List<@Nullable Object> values(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    static @Nullable Instant instant(@Nullable Timestamp stored) {
        return stored == null ? null : stored.toInstant();
    }

    static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
