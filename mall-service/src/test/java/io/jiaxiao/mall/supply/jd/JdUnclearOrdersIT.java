package io.jiaxiao.mall.supply.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.mall.supply.SupplyOrder;
import io.jiaxiao.mall.supply.SupplyStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Orders whose answer is lost, late or unclear: one order at JD at the most, and no refusal while one may still arrive. */
class JdUnclearOrdersIT extends JdOrderFixture {

    @Test
    void anOrderWhoseFirstTryIsOpen_isNotRefusedByASecondTry() {
        SupplyOrder order = aGlobe();
        order(
                mobile,
                "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":2},{\"kind\":\"REFUSE\",\"code\":\"3008\"}]");
        assertThat(place(order)).isEqualTo(new Placement.Unknown("NO_ANSWER"));
        assertThat(place(order)).isEqualTo(new Placement.Unknown("EARLIER_TRY_OPEN"));
        clock.advanceMinutes(11);
        assertThat(refusal(place(order))).isEqualTo("3008true");
    }

    @Test
    void aFailureJdAsksUsToRepeat_isRepeatedOnce() {
        order(mobile, "[{\"kind\":\"REFUSE\",\"code\":\"3051\",\"count\":1}]");
        assertThat(place(aGlobe())).isInstanceOf(Placement.Accepted.class);
        order(mobile, "[{\"kind\":\"REFUSE\",\"code\":\"3051\",\"count\":2}]");
        assertThat(refusal(place(aGlobe()))).isEqualTo("3051false");
    }

    @Test
    void afterATimeout_theOrderIsFoundUnderOurNumber_andConfirmed() {
        order(mobile, "[{\"kind\":\"TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1}]");
        SupplyOrder order = aGlobe();
        assertThat(place(order)).isInstanceOf(Placement.Accepted.class);
        assertThat(atJd(order).path("submitState").asInt()).isEqualTo(1);
    }

    @Test
    void code3058_isLookedUp_whetherTheOrderWasMadeOrNot() {
        SupplyOrder made = aGlobe();
        order(mobile, "[{\"kind\":\"UNCERTAIN\",\"made\":true,\"count\":1}]");
        assertThat(place(made)).isInstanceOf(Placement.Accepted.class);
        SupplyOrder notMade = aGlobe();
        order(mobile, "[{\"kind\":\"UNCERTAIN\",\"made\":false,\"count\":1}]");
        assertThat(place(notMade)).isInstanceOf(Placement.Accepted.class);
        assertThat(isAtJd(made) && isAtJd(notMade)).isTrue();
    }

    @Test
    void whatStaysSilent_isUnknown_andNotFoundOnlyAfterTheSafeTime() {
        order(mobile, "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0}]");
        SupplyOrder order = aGlobe();
        assertThat(place(order)).isEqualTo(new Placement.Unknown("NO_ANSWER"));
        assertThat(query(order)).isEqualTo(new SupplyStatus.Unknown("3401"));
        clock.advanceMinutes(9);
        assertThat(query(order)).isEqualTo(new SupplyStatus.Unknown("3401"));
        clock.advanceMinutes(2);
        assertThat(query(order)).isEqualTo(new SupplyStatus.NotFound());
    }

    @Test
    void anInstanceThatNeverHeardOfTheNumber_waitsAsLong() {
        SupplyOrder order = aGlobe();
        assertThat(query(order)).isInstanceOf(SupplyStatus.Unknown.class);
        clock.advanceMinutes(11);
        assertThat(query(order)).isEqualTo(new SupplyStatus.NotFound());
    }

    @Test
    void whatAnotherInstanceSentAgain_isNotDeniedOnAnOldWord() {
        JdClient other = client(new LocalShelf());
        SupplyOrder order = aGlobe();
        assertThat(other.channel().query(order)).isEqualTo(new SupplyStatus.Unknown("3401"));
        clock.advanceMinutes(11);
        order(mobile, "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0}]");
        assertThat(place(order)).isEqualTo(new Placement.Unknown("NO_ANSWER"));
        clock.advance(Duration.ofSeconds(2));
        assertThat(other.channel().query(order)).isEqualTo(new SupplyStatus.Unknown("3401"));
        clock.advanceMinutes(11);
        assertThat(query(order)).isEqualTo(new SupplyStatus.NotFound());
    }

    @Test
    void anOrderMadeLate_andOneSentAgain_areOneOrder() {
        order(mobile, "[{\"kind\":\"MADE_LATE\",\"millis\":1500,\"count\":1}]");
        SupplyOrder order = aGlobe();
        assertThat(place(order)).isInstanceOf(Placement.Accepted.class);
        await().until(() -> control().path("orders").asInt() == 1);
        awaitFulfilled(order);
        assertThat(control().path("orders").asInt()).isEqualTo(1);
    }

    @Test
    void aSecondTryThatIsRefused_whileTheFirstMayStillArrive_isUnknown() {
        order(
                mobile,
                "[{\"kind\":\"MADE_LATE\",\"millis\":3000,\"count\":1},{\"kind\":\"REFUSE\",\"code\":\"3008\",\"count\":1}]");
        SupplyOrder order = aGlobe();
        assertThat(place(order)).isInstanceOf(Placement.Unknown.class);
        await().atMost(Duration.ofSeconds(10)).until(() -> isAtJd(order));
        // Found, and what was left half done is finished.
        assertThat(query(order)).isInstanceOf(SupplyStatus.Processing.class);
        awaitFulfilled(order);
    }

    @Test
    void aConfirmationWithoutAnAnswer_isLookedUp_andOneThatNeverCameIsMadeUpForByTheQuery() {
        SupplyOrder heard = aGlobe();
        order(mobile, "[{\"kind\":\"STEP_TIMEOUT_AFTER_SUCCESS\",\"millis\":0,\"count\":1}]");
        assertThat(place(heard)).isInstanceOf(Placement.Accepted.class);
        SupplyOrder lost = aGlobe();
        order(mobile, "[{\"kind\":\"STEP_TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        assertThat(place(lost)).isEqualTo(new Placement.Unknown("UNCONFIRMED"));
        assertThat(query(lost)).isInstanceOf(SupplyStatus.Processing.class);
        assertThat(atJd(lost).path("submitState").asInt()).isEqualTo(1);
    }

    @Test
    void aReservationThatEndsBeforeItIsConfirmed_failsForCertain() {
        order(
                mobile,
                "[{\"kind\":\"RESERVATION_EXPIRES\",\"millis\":2000},{\"kind\":\"STEP_TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
        SupplyOrder order = aGlobe();
        assertThat(place(order)).isInstanceOf(Placement.Unknown.class);
        await().until(() -> !isAtJd(order));
        assertThat(query(order)).isInstanceOf(SupplyStatus.Failed.class);
    }

    @Test
    void nothingPersonalIsLogged_whateverGoesWrong() {
        Logger logger = (Logger) LoggerFactory.getLogger("io.jiaxiao");
        Level before = logger.getLevel();
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(lines);
        try {
            order(
                    mobile,
                    "[{\"kind\":\"TIMEOUT_BEFORE\",\"millis\":0,\"count\":2},{\"kind\":\"HTTP_500\",\"count\":2},"
                            + "{\"kind\":\"REFUSE\",\"code\":\"3008\",\"count\":1},"
                            + "{\"kind\":\"STEP_TIMEOUT_BEFORE\",\"millis\":0,\"count\":1}]");
            for (int i = 0; i < 5; i++) {
                SupplyOrder order = aGlobe();
                place(order);
                query(order);
                client.channel().cancel(order);
            }
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }
        assertThat(lines.list).isNotEmpty();
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .noneMatch(line -> line.contains(mobile) || line.contains("王小明") || line.contains("科技园"));
    }

    @Test
    void whenJdIsUnwell_theCircuitOpens_andOrdersAreRefusedForNow_withoutACall() {
        JdClient down = client("http://127.0.0.1:9");
        for (int i = 0; i < 12; i++) {
            assertThat(refusal(down.channel().place(aGlobe()))).endsWith("false");
        }
        assertThat(down.channel().query(aGlobe())).isEqualTo(new SupplyStatus.Unknown("GATE_CLOSED"));
        // The other client has a circuit of its own and does not notice.
        send("DELETE", "/faults", "");
        assertThat(place(aGlobe())).isInstanceOf(Placement.Accepted.class);
    }
}
