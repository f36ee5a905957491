package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.Cancellation;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.SupplyChannel;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 京东锦礼 as the redemption feature sees it. Whatever goes wrong inside is one of the answers. */
final class JdChannel implements SupplyChannel {

    static final String NAME = "jd";

    private static final Logger log = LoggerFactory.getLogger(JdChannel.class);
    private static final String BROKEN = "CLIENT_BROKEN";

    private final PlaceJdOrder placing;
    private final FollowJdOrder following;
    private final JdDesk desk;
    private final JdBooks books;

    JdChannel(PlaceJdOrder placing, FollowJdOrder following, JdDesk desk, JdBooks books) {
        this.placing = placing;
        this.following = following;
        this.desk = desk;
        this.books = books;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Placement place(SupplyOrder order) {
        try {
            return placing.place(order);
        } catch (RuntimeException e) {
            log.error("placing {} broke: {}", order.number(), e.getClass().getName());
            return new Placement.Unknown(BROKEN);
        }
    }

    @Override
    public SupplyStatus query(SupplyOrder order) {
        try {
            return following.query(order);
        } catch (RuntimeException e) {
            log.error("asking for {} broke: {}", order.number(), e.getClass().getName());
            return new SupplyStatus.Unknown(BROKEN);
        }
    }

    /** A confirmed order JD no longer cancels (3208): what is delivered goes back as an after-sale case. */
    @Override
    public Cancellation cancel(SupplyOrder order) {
        try {
            return switch (desk.find(order.number())) {
                case JdDesk.Found.There(JdOrder there, String unused) -> cancel(there);
                case JdDesk.Found.Nothing unused -> new Cancellation.Unknown(JdCodes.NO_SUCH_ORDER);
                case JdDesk.Found.Unclear unclear -> new Cancellation.Unknown(unclear.code());
            };
        } catch (RuntimeException e) {
            log.error("cancelling {} broke: {}", order.number(), e.getClass().getName());
            return new Cancellation.Unknown(BROKEN);
        }
    }

    private Cancellation cancel(JdOrder there) {
        if (!there.valid()) {
            return new Cancellation.Cancelled();
        }
        JdAnswer answer = desk.cancel(there.number());
        if (PlaceJdOrder.isCancelled(answer)) {
            return new Cancellation.Cancelled();
        }
        return answer instanceof JdAnswer.Told told && told.code().matches("320[4-9]")
                ? new Cancellation.Refused(told.code(), JdCodes.reason(told.code()))
                : new Cancellation.Unknown(answer.code());
    }

    @Override
    public OptionalLong balanceFen() {
        try {
            return books.balanceFen();
        } catch (RuntimeException e) {
            log.warn("the balance at 京东 cannot be had: {}", e.getClass().getName());
            return OptionalLong.empty();
        }
    }
}
