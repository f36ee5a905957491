package io.jiaxiao.mall.points.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.day.BusinessDay;
import io.jiaxiao.mall.points.LedgerRefusal;
import io.jiaxiao.mall.points.LotShare;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DecisionsTest {

    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    private static final long PERSON = 7;
    private static final int GRACE = 7;

    private final AtomicLong ids = new AtomicLong(100);
    private final AtomicLong keys = new AtomicLong();

    private Books books = books(NOW, GRACE);
    private Optional<Refusal> companionSays = Optional.empty();

    private Books books(Instant now, int graceDays) {
        return new Books(now, graceDays, ids::incrementAndGet);
    }

    private Outcome decide(LedgerCommand command) {
        return new Decisions(books, hold -> companionSays).decide(command);
    }

    private CommandKey aKey() {
        return new CommandKey(new CommandKey.Name(0, "k" + keys.incrementAndGet()), "hash");
    }

    private Account account(long available, long held, boolean frozen) {
        var account = new Account(PERSON, available, held, frozen, 10);
        account.knowsItsLots();
        books.add(account);
        return account;
    }

    private Lot lot(long id, ProductLine line, long available, long held, int days) {
        Lot lot = Lot.stored(
                new Lot.Facts(id, PERSON, line, "E", 1000, NOW.plusSeconds(days * 86_400L)), available, held, false);
        books.add(lot);
        return lot;
    }

    private LedgerCommand.Hold hold(long id, long points) {
        return new LedgerCommand.Hold(aKey(), id, PERSON, points, "REDEMPTION", null);
    }

    @Test
    void theLotThatEndsFirstPaysFirst_andAnEqualEndIsDecidedByTheNumber() {
        account(60, 0, false);
        lot(3, ProductLine.AIXUE, 20, 0, 9);
        lot(2, ProductLine.DINGZHIHUA, 20, 0, 5);
        lot(1, ProductLine.XIAOXUNTONG, 20, 0, 9);
        assertThat(decide(hold(50, 45)))
                .isEqualTo(new Outcome.Held(
                        50,
                        List.of(
                                new LotShare(2, ProductLine.DINGZHIHUA, 20),
                                new LotShare(1, ProductLine.XIAOXUNTONG, 20),
                                new LotShare(3, ProductLine.AIXUE, 5))));
        assertThat(books.transfers()).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(TransferKind.HOLD);
            assertThat(entry.seq()).isEqualTo(11);
            assertThat(entry.availableAfter()).isEqualTo(15);
            assertThat(entry.heldAfter()).isEqualTo(45);
        });
        assertThat(books.systemPostings())
                .as("nothing left the person's account")
                .isEmpty();
    }

    @Test
    void aRefusedHold_leavesEverythingAsItWas_andTheCompanionIsNotAsked() {
        Account account = account(10, 0, false);
        lot(1, ProductLine.AIXUE, 10, 0, 9);
        companionSays = Optional.of(Refusal.conflict("MUST_NOT_BE_ASKED", "不应被询问"));
        assertThat(decide(hold(50, 11))).isEqualTo(new Outcome.Refused(LedgerRefusal.NOT_ENOUGH_POINTS, 10));
        assertThat(account.hasMoved()).isFalse();
        assertThat(books.movedLots()).isEmpty();
        assertThat(books.transfers()).isEmpty();
        assertThat(books.newlyAnswered())
                .as("the refusal is the answer for ever")
                .hasSize(1);
    }

    @Test
    void whatTheCompanionRefuses_isNotHeld() {
        Account account = account(10, 0, false);
        lot(1, ProductLine.AIXUE, 10, 0, 9);
        Refusal soldOut = Refusal.conflict("SOLD_OUT", "已兑完");
        companionSays = Optional.of(soldOut);
        assertThat(decide(hold(50, 10))).isEqualTo(new Outcome.CompanionRefused(soldOut));
        assertThat(account.hasMoved()).isFalse();
    }

    @Test
    void aFrozenAccountSpendsNothing_butReceives() {
        account(10, 0, true);
        lot(1, ProductLine.AIXUE, 10, 0, 9);
        assertThat(decide(hold(50, 1))).isEqualTo(new Outcome.Refused(LedgerRefusal.ACCOUNT_FROZEN, 0));
        assertThat(decide(grant(5, null))).isInstanceOf(Outcome.Granted.class);
    }

    @Test
    void overdueLotsEndBeforeAnythingIsSpent_heldPartsLiveOn() {
        Account account = account(30, 5, false);
        Lot overdue = lot(1, ProductLine.AIXUE, 20, 5, -1);
        lot(2, ProductLine.AIXUE, 10, 0, 1);
        assertThat(decide(hold(50, 11))).isEqualTo(new Outcome.Refused(LedgerRefusal.NOT_ENOUGH_POINTS, 10));
        assertThat(overdue.available()).isZero();
        assertThat(overdue.held()).isEqualTo(5);
        assertThat(account.available()).isEqualTo(10);
        assertThat(books.systemPostings())
                .containsExactly(new SystemPosting(SystemAccount.EXPIRED, ProductLine.AIXUE, 20));
    }

    @Test
    void copiesWithinOneBatchGetTheFirstAnswer_andAnotherHashIsRefused() {
        account(10, 0, false);
        lot(1, ProductLine.AIXUE, 10, 0, 9);
        CommandKey key = aKey();
        var first = new LedgerCommand.Hold(key, 50, PERSON, 4, "REDEMPTION", null);
        var copy = new LedgerCommand.Hold(key, 51, PERSON, 4, "REDEMPTION", null);
        var other = new LedgerCommand.Hold(new CommandKey(key.name(), "other"), 52, PERSON, 5, "REDEMPTION", null);
        Outcome held = decide(first);
        assertThat(held).isInstanceOf(Outcome.Held.class);
        assertThat(decide(copy)).isEqualTo(held);
        assertThat(decide(other)).isEqualTo(new Outcome.Refused(LedgerRefusal.KEY_REUSED, 0));
        assertThat(books.transfers()).hasSize(1);
        assertThat(books.newlyAnswered()).hasSize(1);
    }

    @Test
    void aHoldEndsOnce_andEndingItTheSameWayAgainIsTheSameAnswer() {
        Account account = account(10, 0, false);
        lot(1, ProductLine.AIXUE, 10, 0, 9);
        decide(hold(50, 4));
        var posted = new Outcome.Settled(50, 4);
        assertThat(decide(settle(50, HoldState.POSTED))).isEqualTo(posted);
        assertThat(decide(settle(50, HoldState.POSTED))).isEqualTo(posted);
        assertThat(decide(settle(50, HoldState.RELEASED)))
                .isEqualTo(new Outcome.Refused(LedgerRefusal.HOLD_SETTLED_OTHERWISE, 0));
        assertThat(decide(settle(51, HoldState.POSTED))).isEqualTo(new Outcome.Refused(LedgerRefusal.HOLD_UNKNOWN, 0));
        assertThat(account.available()).isEqualTo(6);
        assertThat(account.held()).isZero();
        assertThat(books.systemPostings())
                .containsExactly(new SystemPosting(SystemAccount.REDEEMED, ProductLine.AIXUE, 4));
    }

    @Test
    void aReversalGivesBackToTheYoungestLotFirst_andNeverMoreThanWasSpent() {
        account(20, 0, false);
        Lot older = lot(1, ProductLine.AIXUE, 10, 0, 5);
        Lot younger = lot(2, ProductLine.DINGZHIHUA, 10, 0, 9);
        decide(hold(50, 15));
        assertThat(decide(reverse(50, 1)))
                .as("nothing is spent yet")
                .isEqualTo(new Outcome.Refused(LedgerRefusal.MORE_THAN_SPENT, 0));
        decide(settle(50, HoldState.POSTED));
        assertThat(decide(reverse(50, 7))).isInstanceOf(Outcome.Reversed.class);
        assertThat(younger.available()).isEqualTo(10);
        assertThat(older.available()).isEqualTo(2);
        assertThat(decide(reverse(50, 9))).isEqualTo(new Outcome.Refused(LedgerRefusal.MORE_THAN_SPENT, 0));
        assertThat(decide(reverse(50, 8))).isInstanceOf(Outcome.Reversed.class);
        assertThat(books.systemPostings()).as("in the end nothing was redeemed").isEmpty();
    }

    @Test
    void aReleaseIntoAnEndedLot_getsTheGracePeriodOnce_butOnlyForWhatCameBack() {
        account(9, 8, false);
        Lot ended = lot(1, ProductLine.AIXUE, 9, 8, -1);
        books.add(heldHold(50, 5));
        books.add(heldHold(51, 3));
        decide(settle(50, HoldState.RELEASED));
        assertThat(ended.available()).as("what was left of the lot has ended").isEqualTo(5);
        assertThat(ended.expiresAt()).isEqualTo(Instant.parse("2026-12-02T16:00:00Z"));

        books = books(NOW.plusSeconds(30 * 86_400L), GRACE);
        account(5, 3, false);
        Lot again = Lot.stored(new Lot.Facts(1, PERSON, ProductLine.AIXUE, "E", 1000, ended.expiresAt()), 5, 3, true);
        books.add(again);
        books.add(heldHold(51, 3));
        decide(settle(51, HoldState.RELEASED));
        assertThat(again.isOpen()).as("graced once already").isFalse();
    }

    @Test
    void withoutGrace_whatComesBackToAnEndedLotEndsAtOnce() {
        books = books(NOW, 0);
        Account account = account(0, 5, false);
        lot(1, ProductLine.AIXUE, 0, 5, -1);
        books.add(heldHold(50, 5));
        decide(settle(50, HoldState.RELEASED));
        assertThat(account.available()).isZero();
        assertThat(books.transfers())
                .extracting(Transfer::kind)
                .containsExactly(TransferKind.RELEASE, TransferKind.EXPIRE);
    }

    @Test
    void theDailyCapCutsAGrant_thenRefusesIt() {
        account(0, 0, false);
        LocalDate day = BusinessDay.of(NOW);
        books.add(new Books.Earned(PERSON, day, ProductLine.AIXUE, "READ"), 15);
        var cap = new LedgerCommand.DailyCap(day, 20);
        assertThat(decide(grant(10, cap)))
                .isInstanceOfSatisfying(Outcome.Granted.class, granted -> assertThat(granted.points())
                        .isEqualTo(5));
        assertThat(decide(grant(10, cap))).isEqualTo(new Outcome.Capped());
        assertThat(books.newlyEarned().values()).containsExactly(20L);
    }

    @Test
    void anOperatorTakesFromTheOldestLots_alsoOfAFrozenAccount() {
        Account account = account(12, 0, true);
        lot(1, ProductLine.AIXUE, 6, 0, 5);
        lot(2, ProductLine.DINGZHIHUA, 6, 0, 9);
        assertThat(decide(new LedgerCommand.Debit(aKey(), PERSON, 8, "CORRECTION")))
                .isInstanceOf(Outcome.Debited.class);
        assertThat(account.available()).isEqualTo(4);
        assertThat(books.systemPostings())
                .containsExactlyInAnyOrder(
                        new SystemPosting(SystemAccount.ADJUSTED, ProductLine.AIXUE, 6),
                        new SystemPosting(SystemAccount.ADJUSTED, ProductLine.DINGZHIHUA, 2));
        assertThat(decide(new LedgerCommand.Debit(aKey(), PERSON, 5, "CORRECTION")))
                .isEqualTo(new Outcome.Refused(LedgerRefusal.NOT_ENOUGH_POINTS, 4));
    }

    @Test
    void aGrantThatEndsNow_isRefused() {
        account(0, 0, false);
        var command =
                new LedgerCommand.Grant(aKey(), PERSON, ProductLine.AIXUE, "READ", 5, NOW, SystemAccount.ISSUED, null);
        assertThat(decide(command)).isEqualTo(new Outcome.Refused(LedgerRefusal.ALREADY_EXPIRED, 0));
    }

    @Test
    void aBalanceItsLotsDoNotCover_isNoRefusalButAFault() {
        account(10, 0, false);
        lot(1, ProductLine.AIXUE, 9, 0, 9);
        assertThatThrownBy(() -> decide(hold(50, 10))).isInstanceOf(IllegalStateException.class);
    }

    private LedgerCommand.Grant grant(long points, LedgerCommand.DailyCap cap) {
        return new LedgerCommand.Grant(
                aKey(), PERSON, ProductLine.AIXUE, "READ", points, NOW.plusSeconds(999), SystemAccount.ISSUED, cap);
    }

    private LedgerCommand.Settle settle(long hold, HoldState to) {
        return new LedgerCommand.Settle(aKey(), hold, to, "REASON");
    }

    private LedgerCommand.Reverse reverse(long hold, long points) {
        return new LedgerCommand.Reverse(aKey(), hold, points, "REASON");
    }

    private static Hold heldHold(long id, long points) {
        return Hold.stored(
                id,
                PERSON,
                points,
                "REDEMPTION",
                HoldState.OPEN,
                List.of(new Hold.Share(0, 1, ProductLine.AIXUE, points, 0)));
    }
}
