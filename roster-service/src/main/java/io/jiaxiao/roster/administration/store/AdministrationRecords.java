package io.jiaxiao.roster.administration.store;

import io.jiaxiao.roster.administration.AuditEntry;
import io.jiaxiao.roster.administration.store.AdministrationMapper.ClassSize;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What operators ask for and no other feature needs. */
@Repository
public class AdministrationRecords {

    private final AdministrationMapper mapper;

    AdministrationRecords(AdministrationMapper mapper) {
        this.mapper = mapper;
    }

    /** Filters of the audit log; null means all. */
    public record AuditFilter(@Nullable String actor, @Nullable String subjectType, @Nullable String subjectId) {}

    /** Newest first. */
    public List<AuditEntry> audit(AuditFilter filter, int page, int size) {
        return mapper.audit(filter.actor(), filter.subjectType(), filter.subjectId(), size, (long) page * size);
    }

    public long auditCount(AuditFilter filter) {
        return mapper.auditCount(filter.actor(), filter.subjectType(), filter.subjectId());
    }

    /** Present students by class id; classes without any are missing. */
    public Map<Long, Integer> classSizes(Collection<Long> classIds) {
        return classIds.isEmpty()
                ? Map.of()
                : mapper.sizes(classIds).stream().collect(Collectors.toMap(ClassSize::classId, ClassSize::students));
    }
}
