package io.jiaxiao.mall.points.web;

import io.jiaxiao.mall.points.domain.BrokenInvariant;
import io.jiaxiao.mall.points.store.LedgerAudit;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the ledger is right at this moment, for operators who do not want to wait for the job. */
@RestController
@RequestMapping("/admin/v1/points/invariants")
class InvariantController {

    private final LedgerAudit audit;

    InvariantController(LedgerAudit audit) {
        this.audit = audit;
    }

    /**
     * @param broken     what does not hold, the sum of all accounts being zero among it; empty when all is well
     * @param openHolds  holds under way
     * @param pointsHeld by them
     */
    record Check(List<BrokenInvariant> broken, long openHolds, long pointsHeld) {}

    @GetMapping
    Check now() {
        LedgerAudit.OpenHolds open = audit.openHolds();
        return new Check(audit.broken(), open.holds(), open.points());
    }
}
