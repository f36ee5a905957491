package io.jiaxiao.roster.administration.web;

import io.jiaxiao.roster.administration.AuditEntry;
import io.jiaxiao.roster.administration.OperatorScope;
import io.jiaxiao.roster.administration.store.AdministrationRecords;
import io.jiaxiao.roster.administration.store.AdministrationRecords.AuditFilter;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what to whom. For head office. */
@RestController
class AuditController {

    private final OperatorScope scope;
    private final AdministrationRecords records;

    AuditController(OperatorScope scope, AdministrationRecords records) {
        this.scope = scope;
        this.records = records;
    }

    /** One page, newest first; {@code total} counts all pages. */
    record AuditResponse(List<AuditEntryResponse> items, long total) {}

    /** One deed. */
    record AuditEntryResponse(
            String id,
            Instant at,
            String actor,
            String action,
            String subjectType,
            String subjectId,
            @Nullable String reason,
            @Nullable String clientIp) {

        static AuditEntryResponse of(AuditEntry entry) {
            return new AuditEntryResponse(
                    Long.toString(entry.id()),
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.subjectType(),
                    entry.subjectId(),
                    entry.reason(),
                    entry.clientIp());
        }
    }

    @GetMapping("/admin/v1/roster/audit")
    AuditResponse audit(
            Caller caller,
            @RequestParam(required = false) @Size(max = 64, message = "过长") @Nullable String actor,
            @RequestParam(required = false) @Size(max = 64, message = "过长") @Nullable String subjectType,
            @RequestParam(required = false) @Size(max = 64, message = "过长") @Nullable String subjectId,
            @RequestParam(defaultValue = "0") @Min(value = 0, message = "不正确") @Max(value = 100_000, message = "不正确")
                    int page,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "须为1至200")
                    @Max(value = 200, message = "须为1至200")
                    int size) {
        scope.requireHeadOffice(caller);
        var filter = new AuditFilter(actor, subjectType, subjectId);
        return new AuditResponse(
                records.audit(filter, page, size).stream()
                        .map(AuditEntryResponse::of)
                        .toList(),
                records.auditCount(filter));
    }
}
