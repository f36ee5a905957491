package io.jiaxiao.mall.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.mall.catalogue.domain.ShelfState.Reading;
import org.junit.jupiter.api.Test;

class ShelfStateTest {

    private static final ShelfState ON = new ShelfState(true, "", true, true, 1_000, 1_000);

    @Test
    void aRiseWithinTheMarginKeepsItOn_oneFenMoreTakesItOff() {
        assertThat(ON.after(new Reading(true, 1_050L), 5).onShelf()).isTrue();
        ShelfState off = ON.after(new Reading(true, 1_051L), 5);
        assertThat(off.onShelf()).isFalse();
        assertThat(off.offReason()).isEqualTo(ShelfState.COST_ROSE);
        assertThat(off.tookOff(ON)).isTrue();
        assertThat(off.costFen()).isEqualTo(1_051);
    }

    @Test
    void manySmallRisesAreMeasuredFromThePriceWeSet_notFromTheLastReading() {
        ShelfState crept = ON.after(new Reading(true, 1_040L), 5).after(new Reading(true, 1_080L), 5);
        assertThat(crept.onShelf()).isFalse();
    }

    @Test
    void aFallChangesNoShelf() {
        assertThat(ON.after(new Reading(true, 1L), 5).onShelf()).isTrue();
    }

    @Test
    void whatIsOffAlready_isNotTakenOffAgain() {
        ShelfState off = ON.shelved(false);
        ShelfState after = off.after(new Reading(true, 9_000L), 5);
        assertThat(after.tookOff(off)).isFalse();
        assertThat(after.offReason()).isEqualTo(ShelfState.BY_OPERATOR);
    }

    @Test
    void withoutAPriceThePartnerDoesNotSell_andTheLastCostIsKept() {
        ShelfState after = ON.after(new Reading(true, null), 5);
        assertThat(after.partnerOn()).isFalse();
        assertThat(after.onShelf()).isTrue();
        assertThat(after.costFen()).isEqualTo(1_000);
    }
}
