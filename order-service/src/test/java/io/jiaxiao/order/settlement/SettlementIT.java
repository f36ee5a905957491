package io.jiaxiao.order.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.domain.Compared;
import io.jiaxiao.order.settlement.domain.Difference;
import io.jiaxiao.order.settlement.domain.FileLine;
import io.jiaxiao.order.settlement.domain.Repair;
import io.jiaxiao.testkit.identity.Tokens;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** K4 within order-service: Alipay's bill of a day against our payments and refunds. */
class SettlementIT extends SettlementWorld {

    @Test
    void whereBothBooksSayTheSame_theDayAgrees_withCountsAndSumsOfBothSides() {
        String one = paid(1_000, at(day, "09:00"));
        String two = paid(2_500, at(day, "21:00"));
        String refund = refunded(one, 300, at(day, "22:00"));
        bill(day, in(one, 1_000), in(two, 2_500), back(one, refund, 300));
        plan(Channel.ALIPAY, day);
        round();
        JsonNode result = settlement(Channel.ALIPAY, day);
        assertThat(result.path("state").asString()).isEqualTo("AGREED");
        for (String side : List.of("theirs", "ours")) {
            JsonNode sums = result.path(side);
            assertThat(sums.path("inCount").asInt()).as(side).isEqualTo(2);
            assertThat(sums.path("inFen").asLong()).as(side).isEqualTo(3_500);
            assertThat(sums.path("backCount").asInt()).as(side).isEqualTo(1);
            assertThat(sums.path("backFen").asLong()).as(side).isEqualTo(300);
            assertThat(sums.path("netFen").asLong()).as(side).isEqualTo(3_200);
        }
        assertThat(differences(Channel.ALIPAY, day, "")).isEmpty();
    }

    @Test
    void everyPlantedDifferenceIsFound_andNothingElse_andTheSameDayAgainGivesTheSame() {
        String right = paid(1_000, at(day, "09:00"));
        String more = paid(1_000, at(day, "10:00"));
        String missing = paid(700, at(day, "11:00"));
        String refund = refunded(right, 200, at(day, "12:00"));
        String strange = Long.toString(number());
        String strangeRefund = Long.toString(number());
        bill(
                day,
                in(right, 1_000),
                in(more, 1_001),
                back(right, refund, 201),
                in(strange, 50),
                back(right, strangeRefund, 9));
        plan(Channel.ALIPAY, day);
        round();
        List<String> planted = List.of(
                "AMOUNT_DIFFERS " + more,
                "REFUND_DIFFERS " + refund,
                "THEIRS_ONLY " + strange,
                "THEIRS_ONLY " + strangeRefund,
                "OURS_ONLY " + missing);
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("DIFFERS");
        assertThat(differences(Channel.ALIPAY, day, "&open=true")).containsExactlyInAnyOrderElementsOf(planted);
        String before = list(Channel.ALIPAY, day, "").body();
        assertThat(before).as("what Alipay says of it").contains("ACQ.TRADE_NOT_EXIST");
        again(day);
        round();
        assertThat(list(Channel.ALIPAY, day, "").body()).isEqualTo(before);
        for (String each : planted) {
            String[] kindAndSubject = each.split(" ");
            assertThat(waitingEvents("OrderAlarm", "SETTLE_" + kindAndSubject[0] + ":" + kindAndSubject[1]))
                    .as(each)
                    .isEqualTo(1);
        }
    }

    private void again(LocalDate of) {
        String path = "/admin/v1/settlements/ALIPAY/" + of + "/recomparisons";
        http.post(path, Tokens.operator(), Map.of("reason", "重新核对")).expect(202);
    }

    @Test
    void aRefundThatWentByAnotherWay_isNotLookedForInTheBill() {
        String payment = paid(1_000, at(day, "09:00"));
        String refund = refunded(payment, 300, at(day, "12:00"));
        jdbc.update("UPDATE payment_refund SET state = 'FAILED', done_at = NULL WHERE id = ?", refund);
        jdbc.update("UPDATE payment SET refund_fen = 0 WHERE id = ?", payment);
        String path = "/admin/v1/payment-refunds/";
        String settlement = http.post(
                        path + refund + "/settlements",
                        Tokens.operator(101),
                        aKey(),
                        Map.of("reference", "ICBC-0007", "reason", "已银行转账"))
                .expect(201)
                .json()
                .path("id")
                .asString();
        http.post(path + "settlements/" + settlement + "/approve", Tokens.operator(102), Map.of("reason", "已核对"))
                .expect(200);
        bill(day, in(payment, 1_000));
        plan(Channel.ALIPAY, day);
        round();
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("AGREED");
    }

    @Test
    void paidASecondBeforeMidnight_andToldAfterIt_belongsToTheDayItWasPaidOn() {
        LocalDate next = day.plusDays(1);
        String late = paid(1_000, at(day, "23:59:59"));
        jdbc.update("UPDATE payment SET decided_at = paid_at + INTERVAL 2 SECOND WHERE id = ?", late);
        String refund = refunded(late, 100, at(next, "00:00:08"));
        bill(day, in(late, 1_000), back(late, refund, 100));
        bill(next);
        plan(Channel.ALIPAY, day);
        plan(Channel.ALIPAY, next);
        round();
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("AGREED");
        assertThat(settlement(Channel.ALIPAY, day).path("ours").path("netFen").asLong())
                .isEqualTo(900);
        assertThat(state(Channel.ALIPAY, next)).isEqualTo("AGREED");
        assertThat(settlement(Channel.ALIPAY, next)
                        .path("ours")
                        .path("backCount")
                        .asInt())
                .isZero();
    }

    @Test
    void whatStandsInNoFile_isFoundOnce_howeverCloseToMidnight() {
        LocalDate next = day.plusDays(1);
        String before = paid(1_000, at(day, "23:59:00"));
        String after = paid(2_000, at(next, "00:01:00"));
        bill(day);
        bill(next);
        plan(Channel.ALIPAY, day);
        plan(Channel.ALIPAY, next);
        round();
        assertThat(differences(Channel.ALIPAY, day, "")).isEmpty();
        assertThat(differences(Channel.ALIPAY, next, ""))
                .containsExactlyInAnyOrder("OURS_ONLY " + before, "OURS_ONLY " + after);
    }

    @Test
    void aFileThatComesLate_isWaitedFor_peopleAreToldOnce_andTheDayAfterLooksAgain() {
        LocalDate next = day.plusDays(1);
        String lost = paid(400, at(next, "00:00:05"));
        paid(1, at(day, "12:00"));
        noBill(day);
        bill(next);
        plan(Channel.ALIPAY, day);
        plan(Channel.ALIPAY, next);
        clock.set(at(next, "15:29"));
        round();
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("WAITING");
        assertThat(settlement(Channel.ALIPAY, day).path("waitsFor").asString()).isEqualTo("NO_FILE");
        assertThat(waitingEvents("OrderAlarm", "SETTLEMENT_LATE:ALIPAY:" + day)).isZero();
        clock.advance(Duration.ofMinutes(11));
        round();
        clock.advance(Duration.ofMinutes(11));
        round();
        assertThat(waitingEvents("OrderAlarm", "SETTLEMENT_LATE:ALIPAY:" + day)).isEqualTo(1);
        assertThat(state(Channel.ALIPAY, next))
                .as("what it cannot know without the day before is left out")
                .isEqualTo("AGREED");
        bill(day, in(Long.toString(number()), 5));
        clock.advance(Duration.ofMinutes(11));
        round();
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("DIFFERS");
        round();
        assertThat(differences(Channel.ALIPAY, next, "")).containsExactly("OURS_ONLY " + lost);
    }

    @Test
    void aDayOnWhichNothingHappened_agreesOnceItIsLateEnoughToBelieveThatThereIsNoBill() {
        noBill(day);
        plan(Channel.ALIPAY, day);
        clock.set(at(day.plusDays(1), "10:00"));
        round();
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("WAITING");
        clock.set(at(day.plusDays(1), "16:00"));
        round();
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("AGREED");
    }

    @Test
    void anInstanceThatDiesOverADay_leavesItToTheNext() {
        String payment = paid(1_000, at(day, "09:00"));
        bill(day, in(payment, 1_000));
        plan(Channel.ALIPAY, day);
        settling(new Dying(List.of(
                        new FileLine(0, payment, "", "", FileLine.Action.PAID, true, 1_000, clock.instant(), null))))
                .run();
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("WAITING");
        round();
        assertThat(state(Channel.ALIPAY, day)).as("somebody may still be at it").isEqualTo("WAITING");
        clock.advance(Duration.ofMinutes(16));
        round();
        assertThat(state(Channel.ALIPAY, day)).isEqualTo("AGREED");
    }

    /** Fetches the file, and then its process is gone. */
    private record Dying(List<FileLine> lines) implements ChannelBooks {
        @Override
        public Channel channel() {
            return Channel.ALIPAY;
        }

        @Override
        public Duration readyAfter() {
            return Duration.ofHours(9);
        }

        @Override
        public Fetched fetch(LocalDate day) {
            return new Fetched.File(lines);
        }

        @Override
        public boolean isQuiet(LocalDate day) {
            return false;
        }

        @Override
        public Compared compare(LocalDate day, List<FileLine> file) {
            throw new IllegalStateException("dies here");
        }

        @Override
        public void repair(Repair repair) {}

        @Override
        public Difference withEvidence(Difference difference) {
            return difference;
        }
    }

    @Test
    void days_areForOperators_andBadInputIsToldClearly() {
        http.get("/admin/v1/settlements", Tokens.parent(number())).expect(403);
        http.get("/admin/v1/settlements?channel=WECHAT", Tokens.operator()).expect(400);
        http.get("/admin/v1/settlements?day=yesterday", Tokens.operator()).expect(400);
        http.get("/admin/v1/settlements?day=1999-01-01", Tokens.operator()).expect(400);
        http.get("/admin/v1/settlements/ALIPAY/2039-12-31/differences", Tokens.operator())
                .expect(404);
        String path = "/admin/v1/settlements/ALIPAY/" + day + "/recomparisons";
        http.post(path, Tokens.operator(), Map.of("reason", "")).expect(400);
        http.post(path, Tokens.operator(), Map.of("reason", "重新核对")).expect(404);
        plan(Channel.ALIPAY, day);
        http.post(path, Tokens.operator(), Map.of("reason", "重新核对")).expect(202);
        assertThat(jdbc.queryForList(
                        "SELECT action FROM audit_log WHERE subject_type = 'settlement' AND subject_id = ?",
                        String.class,
                        "ALIPAY:" + day))
                .containsExactly("RECOMPARE_SETTLEMENT");
    }

    @Test
    void everyDaySinceTheLastOne_isPlanned_howeverLongNobodyWasHere() {
        jdbc.update("DELETE FROM settlement WHERE channel = 'CARRIER'");
        LocalDate today = LocalDate.ofInstant(clock.instant(), SHANGHAI);
        store.plan(Channel.CARRIER, today.minusDays(5), clock.instant());
        clock.set(at(today, "05:00"));
        round();
        assertThat(planned())
                .endsWith(today.minusDays(3).toString(), today.minusDays(2).toString());
        clock.set(at(today, "06:00"));
        round();
        assertThat(planned()).hasSize(5).endsWith(today.minusDays(1).toString());
    }

    private List<String> planned() {
        return jdbc.queryForList("SELECT day FROM settlement WHERE channel = 'CARRIER' ORDER BY day", String.class);
    }
}
