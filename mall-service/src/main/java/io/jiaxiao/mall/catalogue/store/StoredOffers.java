package io.jiaxiao.mall.catalogue.store;

import io.jiaxiao.kernel.Points;
import io.jiaxiao.mall.catalogue.Offer;
import io.jiaxiao.mall.catalogue.Offers;
import io.jiaxiao.starter.gather.Gathered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Read from the database each time, together with what others ask for at that moment. */
@Repository
class StoredOffers implements Offers, AutoCloseable {

    private final JdbcTemplate jdbc;
    private final Gathered<Long, Offer> reads;

    StoredOffers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.reads = new Gathered<>("offer-reads", this::offers);
    }

    @Override
    public Optional<Offer> offer(long skuId) {
        return reads.get(skuId);
    }

    @Override
    public void close() {
        reads.close();
    }

    private Map<Long, Offer> offers(List<Long> skuIds) {
        return jdbc
                .query(
                        "SELECT id, channel, channel_sku, kind, name, points_price, cost_fen, face_fen, per_person_limit,"
                                + " listed FROM sku WHERE id IN ("
                                + String.join(",", Collections.nCopies(skuIds.size(), "?"))
                                + ")",
                        (row, number) -> offer(row),
                        skuIds.toArray())
                .stream()
                .collect(Collectors.toMap(Offer::skuId, Function.identity()));
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
