package io.jiaxiao.mall.redemption.store;

import io.jiaxiao.mall.supply.SupplyStatus;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import io.jiaxiao.mall.supply.SupplyStatus.Track;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Parcels of an order, as the channel last told them. */
@Repository
public class ParcelStore {

    private static final TypeReference<List<Track>> TRACKS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final JsonMapper json;
    private final Ids ids;

    ParcelStore(JdbcClient jdbc, PersonalDataCipher cipher, JsonMapper json, Ids ids) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.json = json;
        this.ids = ids;
    }

    /** A delivered parcel stays delivered: answers can overtake each other. */
    public void save(long orderId, List<Parcel> parcels, Instant now) {
        for (SupplyStatus.Parcel parcel : parcels) {
            String tracks = parcel.tracks().isEmpty()
                    ? null
                    : cipher.seal(Purposes.TRACKS, json.writeValueAsString(parcel.tracks()));
            jdbc.sql(
                            "INSERT INTO redemption_parcel (id, redemption_id, number, state, pieces, carrier, waybill, tracks,"
                                    + " updated_at) VALUES (?,?,?,?,?,?,?,?,?) ON DUPLICATE KEY UPDATE"
                                    + " state = CASE WHEN state = 'DELIVERED' THEN state ELSE VALUES(state) END,"
                                    + " pieces = CASE WHEN VALUES(pieces) > 0 THEN VALUES(pieces) ELSE pieces END,"
                                    + " carrier = COALESCE(VALUES(carrier), carrier), waybill = COALESCE(VALUES(waybill), waybill),"
                                    + " tracks = COALESCE(VALUES(tracks), tracks), updated_at = VALUES(updated_at)")
                    .params(Rows.values(
                            ids.next(),
                            orderId,
                            parcel.number(),
                            parcel.state().name(),
                            parcel.pieces(),
                            parcel.carrier(),
                            parcel.waybill(),
                            tracks,
                            Timestamp.from(now)))
                    .update();
        }
    }

    public List<Parcel> of(long orderId) {
        return jdbc.sql("SELECT number, state, pieces, carrier, waybill, tracks FROM redemption_parcel"
                        + " WHERE redemption_id = ? ORDER BY number")
                .param(orderId)
                .query((row, n) -> new Parcel(
                        row.getString(1),
                        Parcel.State.valueOf(row.getString(2)),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        tracks(row.getString(6))))
                .list();
    }

    private List<Track> tracks(@Nullable String sealed) {
        return sealed == null ? List.of() : json.readValue(cipher.open(Purposes.TRACKS, sealed), TRACKS);
    }
}
