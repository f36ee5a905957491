package io.jiaxiao.mall.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.mall.redemption.fixture.ScriptedChannel;
import io.jiaxiao.mall.redemption.fixture.TestChannels;
import io.jiaxiao.mall.redemption.store.RedemptionStore;
import io.jiaxiao.mall.supply.SupplyNotice.Kind;
import io.jiaxiao.mall.supply.SupplyStatus;
import io.jiaxiao.mall.supply.SupplyStatus.Parcel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When a channel is asked again about goods that have been asked for often, whose pauses have become long. */
class AskAgainIT extends OrderTest {

    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration LONGEST_OF_UNKNOWN = Duration.ofMinutes(5);

    @Autowired
    private StatusBook book;

    @Autowired
    private RedemptionStore orders;

    @Autowired
    private Channels channels;

    @Test
    void anAnswerWithoutNews_isFollowedByALongPause() {
        long order = askedForOften();
        turn(order);
        assertThat(untilDue(order)).isBetween(LONGEST.minusMinutes(1), LONGEST);
    }

    @Test
    void aQuestionThatIsNotAnswered_isAskedAgainWithinMinutes() {
        long order = askedForOften();
        GOODS.silent(true);
        turn(order);
        assertThat(untilDue(order)).isBetween(LEASE, LONGEST_OF_UNKNOWN);
        GOODS.silent(false);
        GOODS.is(number(order), ScriptedChannel.State.DONE);
        turn(order);
        assertThat(state(order)).isEqualTo("FULFILLED");
    }

    @Test
    void whoDiesOverAQuestion_delaysItByTheLeaseAndNoMore() {
        long order = askedForOften();
        assertThat(book.claimLook(found(order))).isTrue();
        assertThat(untilDue(order)).isLessThanOrEqualTo(LEASE);
    }

    @Test
    void whatIsToldWhileAnOlderAnswerIsOnItsWay_isAskedForAtOnce() {
        long order = askedForOften();
        Redemption asked = found(order);
        assertThat(book.claimLook(asked)).isTrue();
        toldWithoutTime(order);
        book.learned(asked, new SupplyStatus.Processing("P" + order, List.of(parcel("A", Parcel.State.SHIPPED))));
        assertThat(state(order)).isEqualTo("SHIPPED");
        assertThat(untilDue(order)).isLessThanOrEqualTo(Duration.ZERO);
    }

    private long askedForOften() {
        long order = placed(aPersonWith(100), goods(100, 5));
        jdbc.update("UPDATE redemption SET looks = 9 WHERE id = ?", order);
        return order;
    }

    /** The channel's lane is full, so the notice is left to the sweep. */
    private void toldWithoutTime(long order) {
        var full = new CountDownLatch(1);
        while (channels.offer(TestChannels.GOODS, () -> awaitUnbroken(full))) {
            assertThat(channels.busy(TestChannels.GOODS)).isPositive();
        }
        tell(GOODS, number(order), Kind.CHANGED);
        full.countDown();
        await().atMost(Duration.ofSeconds(10)).until(() -> channels.busy(TestChannels.GOODS) == 0);
    }

    private static void awaitUnbroken(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Redemption found(long order) {
        return orders.find(order).orElseThrow();
    }

    private Duration untilDue(long order) {
        Long millis = jdbc.queryForObject(
                "SELECT TIMESTAMPDIFF(MICROSECOND, NOW(6), due_at) DIV 1000 FROM redemption WHERE id = ?",
                Long.class,
                order);
        return Duration.ofMillis(millis == null ? Long.MAX_VALUE : millis);
    }
}
