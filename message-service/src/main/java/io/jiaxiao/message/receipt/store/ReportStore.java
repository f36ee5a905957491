package io.jiaxiao.message.receipt.store;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.receipt.domain.DeliveryReport;
import io.jiaxiao.message.receipt.domain.DueReport;
import io.jiaxiao.message.receipt.domain.PendingReport;
import io.jiaxiao.message.receipt.domain.ReportLine;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** The reports' rows. */
@Repository
public class ReportStore {

    private final ReportMapper mapper;
    private final BlindIndex index;
    private final Ids ids;

    ReportStore(ReportMapper mapper, BlindIndex index, Ids ids) {
        this.mapper = mapper;
        this.index = index;
        this.ids = ids;
    }

    /** False for a report that came before. */
    public boolean add(DeliveryReport report, Instant now) {
        return mapper.insert(
                        ids.next(),
                        report,
                        index.of(PiiPurpose.MOBILE, report.mobile().digits()),
                        now)
                == 1;
    }

    public List<PendingReport> pendingOf(Mobile mobile) {
        return mapper.pendingOf(index.allOf(PiiPurpose.MOBILE, mobile.digits()));
    }

    /** Longest due first. */
    public List<DueReport> toLookAt(Instant now, int most) {
        return mapper.toLookAt(now, most);
    }

    /**
     * Empty when somebody else settled it.
     *
     * @throws RuntimeException when what is sealed in it cannot be read
     */
    public Optional<PendingReport> pending(long id) {
        return Optional.ofNullable(mapper.pending(id));
    }

    /** False when somebody else settled it. */
    public boolean match(PendingReport report, long messageId, long attemptId, Instant now) {
        return mapper.match(report.id(), messageId, attemptId, now) == 1;
    }

    public void lookAgain(DueReport report, Instant at) {
        mapper.lookAgain(report.id(), at);
    }

    public boolean stray(PendingReport report, Instant now) {
        return mapper.stray(report.id(), now) == 1;
    }

    public List<ReportLine> ofMessage(long messageId) {
        return mapper.ofMessage(messageId);
    }
}
