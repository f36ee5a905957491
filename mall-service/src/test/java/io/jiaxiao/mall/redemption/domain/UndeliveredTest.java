package io.jiaxiao.mall.redemption.domain;

import static io.jiaxiao.mall.supply.SupplyStatus.Parcel.State.CANCELLED;
import static io.jiaxiao.mall.supply.SupplyStatus.Parcel.State.DELIVERED;
import static io.jiaxiao.mall.supply.SupplyStatus.Parcel.State.PREPARING;
import static io.jiaxiao.mall.supply.SupplyStatus.Parcel.State.REFUSED_BY_RECEIVER;
import static io.jiaxiao.mall.supply.SupplyStatus.Parcel.State.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndeliveredTest {

    @Test
    void whatIsInATurnedAwayParcel_didNotArrive() {
        assertThat(Undelivered.most(5, List.of(parcel(DELIVERED, 2), parcel(CANCELLED, 1), parcel(CANCELLED, 2))))
                .isEqualTo(3);
        assertThat(Undelivered.most(2, List.of(parcel(SHIPPED, 1), parcel(REFUSED_BY_RECEIVER, 1))))
                .isEqualTo(1);
    }

    @Test
    void withAPartnerThatDoesNotSay_whatWentOutHoldsAtLeastOne() {
        assertThat(Undelivered.most(3, List.of(parcel(DELIVERED, 0), parcel(CANCELLED, 0))))
                .isEqualTo(2);
        assertThat(Undelivered.most(3, List.of(parcel(DELIVERED, 2), parcel(CANCELLED, 0))))
                .isEqualTo(1);
    }

    @Test
    void withoutATurnedAwayParcel_nothingIsMissing() {
        assertThat(Undelivered.most(3, List.of())).isZero();
        assertThat(Undelivered.most(3, List.of(parcel(DELIVERED, 1), parcel(PREPARING, 2))))
                .isZero();
    }

    @Test
    void aParcelThatGaveWayToOthersThatArrived_isNotMissing() {
        assertThat(Undelivered.most(4, List.of(parcel(CANCELLED, 4), parcel(DELIVERED, 2), parcel(DELIVERED, 2))))
                .isZero();
    }

    private static Parcel parcel(Parcel.State state, int pieces) {
        return new Parcel("A", state, pieces, null, null, List.of());
    }
}
