package io.jiaxiao.mall.points.adjustment;

import io.jiaxiao.mall.points.adjustment.store.FrozenAccounts;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.security.Caller;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stops a person's spending, and lets it go on. What is held already is settled as before. */
@Service
public class FreezeAccount {

    private final FrozenAccounts accounts;
    private final AuditTrail audit;

    FreezeAccount(FrozenAccounts accounts, AuditTrail audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    /** Does nothing, and leaves no audit row, when it is so already. */
    @Transactional
    public void mark(Caller operator, long personId, boolean frozen, String reason) {
        if (accounts.mark(personId, frozen)) {
            audit.record(
                    operator,
                    frozen ? "FREEZE_POINTS" : "UNFREEZE_POINTS",
                    new AuditTrail.Subject("POINTS_ACCOUNT", Long.toString(personId)),
                    Map.of("frozen", !frozen),
                    Map.of("frozen", frozen),
                    reason);
        }
    }
}
