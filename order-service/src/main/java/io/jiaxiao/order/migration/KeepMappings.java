package io.jiaxiao.order.migration;

import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.migration.CsvFile.Line;
import io.jiaxiao.order.migration.domain.Mapping;
import io.jiaxiao.order.migration.domain.MappingKind;
import io.jiaxiao.order.migration.store.MappingStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Operators keep what the old platform's codes are here, one by one or from a file. A check of a migration uses it as it is then. */
@Service
public class KeepMappings {

    static final int MOST_LINES = 500_000;

    private static final String SUBJECT = "MIGRATION_MAPPING";
    private static final List<String> COLUMNS = List.of("kind", "old_code", "new_code");
    private static final Pattern OLD = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern OLD_CLASS = Pattern.compile("[A-Za-z0-9._-]{1,40}:[A-Za-z0-9._-]{1,40}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private final MappingStore mappings;
    private final Catalogue catalogue;
    private final Idempotency idempotency;
    private final AuditTrail audit;
    private final Clock clock;

    KeepMappings(MappingStore mappings, Catalogue catalogue, Idempotency idempotency, AuditTrail audit, Clock clock) {
        this.mappings = mappings;
        this.catalogue = catalogue;
        this.idempotency = idempotency;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the key stands for. */
    public record Wish(String checksum, String reason) {}

    /** What a file did; kept for replays of the key. @param mappings lines of the file */
    public record Loaded(int mappings) {}

    /** In the order of the old codes. @param after those behind this one */
    public List<Mapping> page(MappingKind kind, String after, int most) {
        return mappings.page(kind, after, most);
    }

    /**
     * Says what a code is here, in place of what was said before.
     *
     * @throws io.jiaxiao.kernel.RefusedException 400 not such a code, 404 no such plan, 409 a plan under a promotion: what it
     *     promises cannot be promised afterwards
     */
    @Transactional
    public Mapping put(Caller operator, Mapping mapping, String reason) {
        require(mapping);
        Optional<String> before = mappings.find(mapping.kind(), mapping.oldCode());
        mappings.save(List.of(mapping), operator.id(), now());
        audit.record(
                operator,
                "MAP_OLD_CODE",
                subject(mapping.kind(), mapping.oldCode()),
                before.map(code -> Map.of("newCode", code)).orElse(null),
                Map.of("newCode", mapping.newCode()),
                reason);
        return mapping;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    @Transactional
    public void remove(Caller operator, MappingKind kind, String oldCode, String reason) {
        String before = mappings.find(kind, oldCode).orElseThrow(MigrationRefusals.NO_MAPPING::asException);
        mappings.delete(kind, oldCode);
        audit.record(operator, "UNMAP_OLD_CODE", subject(kind, oldCode), Map.of("newCode", before), null, reason);
    }

    /**
     * All of a file or nothing of it: columns kind, old_code, new_code.
     *
     * @param key the caller's idempotency key
     * @throws io.jiaxiao.kernel.RefusedException 400 no such file or no such code, naming the line; 404, 409 as for one; 422 key
     *     reused
     */
    public Loaded load(Caller operator, String key, String reason, InputStream body) throws IOException {
        try (SpooledFile file = SpooledFile.of(body)) {
            return idempotency.run(
                    "load-mappings:" + operator.id(),
                    key,
                    new Wish(file.checksum(), reason),
                    Loaded.class,
                    () -> store(operator, reason, file));
        }
    }

    private Loaded store(Caller operator, String reason, SpooledFile file) {
        Instant now = now();
        int lines;
        try (InputStream in = file.open()) {
            lines = new CsvFile(COLUMNS, List.of(), MOST_LINES)
                    .read(
                            in,
                            batch -> mappings.save(
                                    batch.stream().map(this::mapping).toList(), operator.id(), now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        audit.record(
                operator,
                "LOAD_OLD_CODES",
                new AuditTrail.Subject(SUBJECT, file.checksum().substring(0, 32)),
                null,
                Map.of("mappings", lines, "checksum", file.checksum()),
                reason);
        return new Loaded(lines);
    }

    private Mapping mapping(Line line) {
        MappingKind kind = kind(line.cells().getOrDefault("kind", ""), line.number());
        var mapping = new Mapping(
                kind, line.cells().getOrDefault("old_code", ""), line.cells().getOrDefault("new_code", ""));
        if (line.surplus() || !fits(mapping)) {
            throw MigrationRefusals.column("MAPPING_INVALID", "第 " + line.number() + " 行的编号不正确")
                    .asException();
        }
        if (kind == MappingKind.PLAN) {
            requirePlan(mapping.newCode());
        }
        return mapping;
    }

    private static MappingKind kind(String text, int line) {
        for (MappingKind one : MappingKind.values()) {
            if (one.name().equals(text)) {
                return one;
            }
        }
        throw MigrationRefusals.column("MAPPING_INVALID", "第 " + line + " 行的 kind 不正确")
                .asException();
    }

    private void require(Mapping mapping) {
        if (!fits(mapping)) {
            throw MigrationRefusals.BAD_CODE.asException();
        }
        if (mapping.kind() == MappingKind.PLAN) {
            requirePlan(mapping.newCode());
        }
    }

    private static boolean fits(Mapping mapping) {
        boolean old = (mapping.kind() == MappingKind.CLASS ? OLD_CLASS : OLD)
                .matcher(mapping.oldCode())
                .matches();
        return old
                && (mapping.kind() == MappingKind.PLAN
                        || NUMBER.matcher(mapping.newCode()).matches());
    }

    private void requirePlan(String code) {
        Plan plan = catalogue.plan(code).orElseThrow(MigrationRefusals.PLAN_UNKNOWN::asException);
        if (plan.policyCode() != null) {
            throw MigrationRefusals.PROMOTION.asException();
        }
    }

    private static AuditTrail.Subject subject(MappingKind kind, String oldCode) {
        return new AuditTrail.Subject(SUBJECT, kind + "/" + oldCode);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
