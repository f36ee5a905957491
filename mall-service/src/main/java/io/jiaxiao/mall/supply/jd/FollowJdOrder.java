package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.ChannelUnavailableException;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.StandingWords;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import io.jiaxiao.mall.supply.call.Constancy;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How an order stands, from JD's side. Finishes what placing left half done: a reservation nobody confirmed yet. */
final class FollowJdOrder {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int DELIVERED = 1;
    private static final int REFUSED = 2;

    private final JdDesk desk;
    private final JdCalls calls;
    private final PlaceJdOrder placing;
    private final StandingWords words;
    private final Constancy absence;

    FollowJdOrder(JdDesk desk, JdCalls calls, PlaceJdOrder placing, StandingWords words, Constancy absence) {
        this.desk = desk;
        this.calls = calls;
        this.placing = placing;
        this.words = words;
        this.absence = absence;
    }

    SupplyStatus query(SupplyOrder order) {
        return switch (desk.find(order.number())) {
            case JdDesk.Found.Unclear unclear -> new SupplyStatus.Unknown(unclear.code());
            case JdDesk.Found.Nothing unused ->
                absence.stands(order.number())
                        ? new SupplyStatus.NotFound()
                        : new SupplyStatus.Unknown(JdCodes.NO_SUCH_ORDER);
            case JdDesk.Found.There(JdOrder there, String unused) -> {
                words.broken(order.number());
                yield status(order, there);
            }
        };
    }

    private SupplyStatus status(SupplyOrder order, JdOrder there) {
        if (!there.isFor(order)) {
            return new SupplyStatus.Unknown(JdCodes.OTHER_ORDER);
        }
        if (!there.valid()) {
            return failed("3203", "订单已被取消");
        }
        if (!there.confirmed()) {
            return switch (placing.finish(order, there)) {
                case Placement.Accepted accepted -> new SupplyStatus.Processing(accepted.partnerNumber(), List.of());
                case Placement.Refused refused -> failed(refused.code(), refused.reason());
                case Placement.Unknown unknown -> new SupplyStatus.Unknown(unknown.code());
            };
        }
        return conclude(there, there.parts().stream().map(this::parcel).toList());
    }

    private static SupplyStatus conclude(JdOrder there, List<Parcel> parcels) {
        boolean open = parcels.stream()
                .anyMatch(parcel -> parcel.state() == Parcel.State.PREPARING || parcel.state() == Parcel.State.SHIPPED);
        if (open) {
            return new SupplyStatus.Processing(there.number(), parcels);
        }
        if (parcels.stream().anyMatch(parcel -> parcel.state() == Parcel.State.DELIVERED)) {
            return new SupplyStatus.Fulfilled(there.number(), there.costFen(), List.of(), parcels);
        }
        boolean sentBack = parcels.stream().anyMatch(parcel -> parcel.state() == Parcel.State.REFUSED_BY_RECEIVER);
        return sentBack ? failed("REFUSED_BY_RECEIVER", "收货人拒收，货款已退回") : failed("3203", "订单已被取消");
    }

    private static SupplyStatus failed(String code, String reason) {
        return new SupplyStatus.Failed(code, reason);
    }

    private Parcel parcel(JdOrder.Part part) {
        if (!part.valid()) {
            return new Parcel(part.number(), Parcel.State.CANCELLED, part.pieces(), null, null, List.of());
        }
        Travel travel = travel(part.number());
        Parcel.State state =
                switch (part.state()) {
                    case DELIVERED -> Parcel.State.DELIVERED;
                    case REFUSED -> Parcel.State.REFUSED_BY_RECEIVER;
                    default -> travel.waybill().isEmpty() ? Parcel.State.PREPARING : Parcel.State.SHIPPED;
                };
        return new Parcel(
                part.number(),
                state,
                part.pieces(),
                travel.carrier().orElse(null),
                travel.waybill().orElse(null),
                travel.tracks());
    }

    private record Travel(Optional<String> carrier, Optional<String> waybill, List<SupplyStatus.Track> tracks) {}

    /** Tracks are for looking at: without them the state is known all the same. */
    private Travel travel(String number) {
        JsonNode read;
        try {
            read = calls.read("order/orderTrack", Map.of("jdOrderId", number, "waybillCode", "1"));
        } catch (ChannelUnavailableException away) {
            return new Travel(Optional.empty(), Optional.empty(), List.of());
        }
        List<SupplyStatus.Track> tracks = new ArrayList<>();
        read.path("orderTrack").forEach(each -> moment(JdJson.text(each.path("msgTime")))
                .ifPresent(at -> tracks.add(new SupplyStatus.Track(at, JdJson.text(each.path("content"))))));
        tracks.sort(Comparator.comparing(SupplyStatus.Track::at));
        JsonNode waybill = read.path("waybillCode").path(0);
        return new Travel(named(waybill.path("carrier")), named(waybill.path("deliveryOrderId")), List.copyOf(tracks));
    }

    private static Optional<String> named(JsonNode node) {
        return Optional.of(JdJson.text(node)).filter(text -> !text.isBlank());
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(
                    LocalDateTime.parse(text, TIME).atZone(JdSign.CHINA).toInstant());
        } catch (DateTimeException odd) {
            return Optional.empty();
        }
    }
}
