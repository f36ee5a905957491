package io.jiaxiao.mall.catalogue.store;

import io.jiaxiao.kernel.Points;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.catalogue.Offers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** One read by primary key per answer. */
@Repository
class StoredOffers implements Offers {

    private final JdbcTemplate jdbc;

    StoredOffers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Offer> offer(long skuId) {
        return jdbc
                .query(
                        "SELECT id, channel, channel_sku, kind, name, points_price, cost_fen, face_fen, per_person_limit,"
                                + " listed FROM sku WHERE id = ?",
                        (row, number) -> offer(row),
                        skuId)
                .stream()
                .findFirst();
    }

    private static Offer offer(ResultSet row) throws SQLException {
        return new Offer(
                row.getLong("id"),
                row.getString("channel"),
                row.getString("channel_sku"),
                Offer.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                Points.of(row.getLong("points_price")),
                row.getLong("cost_fen"),
                row.getLong("face_fen"),
                row.getInt("per_person_limit"),
                row.getBoolean("listed"));
    }
}
