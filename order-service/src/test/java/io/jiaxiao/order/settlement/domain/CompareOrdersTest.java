package io.jiaxiao.order.settlement.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.carrier.BookedOrder;
import io.jiaxiao.order.carrier.domain.CarrierState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CompareOrdersTest {

    private static final Instant DAY = Instant.parse("2031-03-04T16:00:00Z");
    private static final Instant NEXT_DAY = DAY.plusSeconds(86_400);
    private static final Instant MONTH_END = Instant.parse("2031-03-31T16:00:00Z");
    private static final Instant LONG_AGO = DAY.minusSeconds(1_000_000);

    private final List<FileLine> file = new ArrayList<>();
    private final Map<String, BookedOrder> byConfirmation = new HashMap<>();
    private final Map<String, BookedOrder> byEnding = new HashMap<>();
    private final Map<String, BookedOrder> open = new HashMap<>();
    private final List<BookedOrder> neverBegun = new ArrayList<>();
    private final List<BookedOrder> neverEnded = new ArrayList<>();
    private final List<BookedOrder> stillRunning = new ArrayList<>();

    private void line(FileLine.Action action, String reqNo, String holder, boolean done) {
        Instant ends = action.isEnd() ? MONTH_END : null;
        file.add(new FileLine(file.size(), "CO" + file.size(), reqNo, holder, action, done, 0, DAY, ends));
    }

    private static BookedOrder order(CarrierState state, String confirm, String end, @Nullable Instant effective) {
        Instant over = state == CarrierState.ENDED ? DAY : null;
        return new BookedOrder("77", "h", state, confirm, end, effective, over);
    }

    private void ours(BookedOrder order) {
        byConfirmation.put(order.confirmReqNo(), order);
        if (!order.endReqNo().isEmpty()) {
            byEnding.put(order.endReqNo(), order);
        }
        if (!order.state().isOver()) {
            open.put(order.holder(), order);
        }
    }

    private List<Difference> differences() {
        var own = new CompareOrders.Own(byConfirmation, byEnding, open, neverBegun, neverEnded, stillRunning);
        return CompareOrders.of(file, own, NEXT_DAY).differences();
    }

    private Difference only() {
        assertThat(differences()).hasSize(1);
        return differences().getFirst();
    }

    @Test
    void whatRunsForBoth_andWhatEndedForBoth_agrees() {
        ours(order(CarrierState.ENDED, "1", "2", DAY));
        line(FileLine.Action.SUBSCRIBE, "1", "h", true);
        line(FileLine.Action.UNSUBSCRIBE, "2", "h", true);
        assertThat(differences()).isEmpty();
        var own = new CompareOrders.Own(byConfirmation, byEnding, open, neverBegun, neverEnded, stillRunning);
        Compared result = CompareOrders.of(file, own, NEXT_DAY);
        assertThat(result.theirs()).isEqualTo(new Side(1, 0, 1, 0)).isEqualTo(result.ours());
    }

    @Test
    void anEndTheCarrierNeverTold_isTaken_withItsDay() {
        ours(order(CarrierState.ACTIVE, "1", "", LONG_AGO));
        line(FileLine.Action.EXPIRE, "", "h", true);
        assertThat(only().kind()).isEqualTo(DifferenceKind.END_MISSED);
        assertThat(only().repair()).isEqualTo(new Repair.TakeEnd("77", MONTH_END));
    }

    @Test
    void anEndBeforeANewOrderOfTheSameDay_isNotTheNewOrders() {
        ours(order(CarrierState.ACTIVE, "5", "", DAY.plusSeconds(3600)));
        line(FileLine.Action.EXPIRE, "", "h", true);
        line(FileLine.Action.SUBSCRIBE, "5", "h", true);
        assertThat(differences()).isEmpty();
    }

    @Test
    void anEndAfterTheOrdersOwnLine_isItsEnd_andOneOnItsFirstDayWithoutThatLine_isForPeople() {
        ours(order(CarrierState.ACTIVE, "5", "", DAY.plusSeconds(3600)));
        line(FileLine.Action.EXPIRE, "", "h", true);
        assertThat(only().repair()).isEqualTo(Repair.NONE);
        file.clear();
        line(FileLine.Action.SUBSCRIBE, "5", "h", true);
        line(FileLine.Action.EXPIRE, "", "h", true);
        assertThat(only().repair()).isEqualTo(new Repair.TakeEnd("77", MONTH_END));
    }

    @Test
    void anOldFilesEnd_isNotOfAnOrderThatBeganLater() {
        ours(order(CarrierState.ACTIVE, "5", "", NEXT_DAY));
        line(FileLine.Action.EXPIRE, "", "h", true);
        assertThat(differences()).isEmpty();
    }

    @Test
    void anOrderWhoseWordWasLost_isAskedAbout_andOneWeGaveUp_isForPeople() {
        line(FileLine.Action.SUBSCRIBE, "1", "h", true);
        ours(order(CarrierState.CONFIRMING, "1", "", null));
        assertThat(only().kind()).isEqualTo(DifferenceKind.STATE_DIFFERS);
        assertThat(only().repair()).isEqualTo(new Repair.AskOrder("77"));
        ours(order(CarrierState.FAILED, "1", "", null));
        assertThat(only().repair()).isEqualTo(Repair.NONE);
        ours(order(CarrierState.ACTIVE, "1", "", DAY));
        assertThat(differences()).isEmpty();
    }

    @Test
    void whatFailedThere_isAskedAboutWhileOpen_agreesWhenFailedHere_andIsForPeopleWhenItRunsHere() {
        line(FileLine.Action.SUBSCRIBE, "1", "h", false);
        ours(order(CarrierState.ACCEPTED, "1", "", null));
        assertThat(only().repair()).isEqualTo(new Repair.AskOrder("77"));
        ours(order(CarrierState.FAILED, "1", "", null));
        assertThat(differences()).isEmpty();
        ours(order(CarrierState.ACTIVE, "1", "", DAY));
        assertThat(only().kind()).isEqualTo(DifferenceKind.STATE_DIFFERS);
    }

    @Test
    void anEndingWeAskedForAndHeardNothingOf_isSentAgain() {
        ours(order(CarrierState.LEAVING, "1", "2", LONG_AGO));
        line(FileLine.Action.UNSUBSCRIBE, "2", "h", true);
        assertThat(only().repair()).isEqualTo(new Repair.AskOrder("77"));
    }

    @Test
    void whatSomebodyOrderedAtACounter_andWhatNoFileNames_isForPeople() {
        line(FileLine.Action.SUBSCRIBE, "", "other", true);
        neverBegun.add(order(CarrierState.ACTIVE, "1", "", DAY));
        neverEnded.add(order(CarrierState.ENDED, "1", "", LONG_AGO));
        assertThat(differences())
                .extracting(Difference::kind)
                .containsExactly(DifferenceKind.THEIRS_ONLY, DifferenceKind.OURS_ONLY, DifferenceKind.OURS_ONLY);
        assertThat(differences()).extracting(Difference::subject).containsExactly("CO0", "77", "77-end");
    }

    @Test
    void whatIsToBeEndedForADay_andIsInNoFile_isForPeople_andCountsOnNeitherSide() {
        stillRunning.add(order(CarrierState.LEAVING, "1", "2", LONG_AGO));
        assertThat(only().kind()).isEqualTo(DifferenceKind.STATE_DIFFERS);
        assertThat(only().subject()).isEqualTo("77-end");
        assertThat(only().repair()).isEqualTo(Repair.NONE);
        var own = new CompareOrders.Own(byConfirmation, byEnding, open, neverBegun, neverEnded, stillRunning);
        Compared result = CompareOrders.of(file, own, NEXT_DAY);
        assertThat(result.theirs()).isEqualTo(Side.NOTHING).isEqualTo(result.ours());
    }
}
