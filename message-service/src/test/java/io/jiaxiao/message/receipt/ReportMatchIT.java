package io.jiaxiao.message.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.fixture.MessageFixture;
import io.jiaxiao.message.lifecycle.InterruptedDeliveries;
import io.jiaxiao.message.lifecycle.domain.Answer;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.receipt.domain.DeliveryReport;
import io.jiaxiao.message.receipt.store.ReportStore;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** A report that is being matched while the answer with its number is being stored. */
class ReportMatchIT extends MessageFixture {

    @Autowired
    private BeanFactory beans;

    @Autowired
    private ReportStore reports;

    @Autowired
    private ReceiptProperties properties;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anAnswerStoredBetweenTwoReads_givesItsReportToNoOtherMessageOfThatPhone(int read) {
        String mobile = aNumber();
        long other = storedWithoutEvent(mobile, null);
        messages.answered(take(other), new Answer.Unknown("NO_ANSWER"));
        long id = storedWithoutEvent(mobile, null);
        Attempt attempt = take(id);
        String batch = "between" + id;
        Instant now = Instant.now();
        reports.add(new DeliveryReport("mas", batch, new Mobile(mobile), true, "DELIVRD", "", now, now), now);
        var deliveries = new InterruptedDeliveries(beans, read, () -> CompletableFuture.runAsync(
                        () -> messages.answered(attempt, new Answer.Submitted(batch)))
                .join());
        var match = new ReportMatch(deliveries, reports, properties, transaction, Clock.systemUTC());
        reports.pendingOf(new Mobile(mobile)).forEach(match::settle);
        assertThat(state(other)).isEqualTo("UNKNOWN");
        awaitState(id, "DELIVERED");
        assertThat(state(other)).isEqualTo("UNKNOWN");
    }
}
