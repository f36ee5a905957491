package io.jiaxiao.order.migration;

import io.jiaxiao.order.migration.CsvFile.Line;
import io.jiaxiao.order.migration.domain.LineFault;
import io.jiaxiao.order.migration.domain.LineReader;
import io.jiaxiao.order.migration.domain.LineReader.Reading;
import io.jiaxiao.order.migration.domain.Migration;
import io.jiaxiao.order.migration.domain.MigrationState;
import io.jiaxiao.order.migration.store.MigrationRows;
import io.jiaxiao.order.migration.store.MigrationStore;
import io.jiaxiao.starter.audit.AuditTrail;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.ids.Ids;
import io.jiaxiao.starter.security.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Takes a file of old orders in. All of its lines are stored or none; the same bytes again are the same migration. */
@Service
public class LoadMigration {

    static final int MOST_LINES = 200_000;

    private final MigrationStore migrations;
    private final MigrationRows rows;
    private final Idempotency idempotency;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    LoadMigration(
            MigrationStore migrations,
            MigrationRows rows,
            Idempotency idempotency,
            AuditTrail audit,
            Ids ids,
            Clock clock) {
        this.migrations = migrations;
        this.rows = rows;
        this.idempotency = idempotency;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** What an operator uploads. @param name of the file, for people */
    public record Upload(String name, String reason) {}

    /** What the key stands for. */
    public record Wish(String checksum, String name, String reason) {}

    /** Kept for replays of the key. */
    public record Accepted(String id) {}

    /**
     * @param key  the caller's idempotency key
     * @param body the file, at most 48 MB and 200,000 lines
     * @throws io.jiaxiao.kernel.RefusedException 400 when it is no such file, naming line or column, and then nothing is stored;
     *     422 key reused
     */
    public Migration load(Caller operator, String key, Upload upload, InputStream body) throws IOException {
        try (SpooledFile file = SpooledFile.of(body)) {
            Accepted accepted;
            try {
                accepted = accept(operator, key, upload, file);
            } catch (DuplicateKeyException e) {
                // The same file came twice at once; the other one is stored by now.
                accepted = accept(operator, key, upload, file);
            }
            return migrations.find(Long.parseLong(accepted.id())).orElseThrow(MigrationRefusals.UNKNOWN::asException);
        }
    }

    private Accepted accept(Caller operator, String key, Upload upload, SpooledFile file) {
        return idempotency.run(
                "load-migration:" + operator.id(),
                key,
                new Wish(file.checksum(), upload.name(), upload.reason()),
                Accepted.class,
                () -> new Accepted(Long.toString(migrations
                        .ofFile(file.checksum())
                        .map(Migration::id)
                        .orElseGet(() -> store(operator, upload, file)))));
    }

    private long store(Caller operator, Upload upload, SpooledFile file) {
        var migration = new Migration(
                ids.next(),
                upload.name(),
                file.checksum(),
                file.bytes(),
                0,
                MigrationState.LOADED,
                operator.id(),
                upload.reason(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null,
                null);
        migrations.insert(migration);
        int lines = lines(migration.id(), file);
        if (lines == 0) {
            throw MigrationRefusals.EMPTY.asException();
        }
        rows.refuseRepeated(migration.id());
        migrations.total(migration.id(), lines);
        audit.record(
                operator,
                "LOAD_MIGRATION",
                new AuditTrail.Subject(OperateMigrations.SUBJECT, Long.toString(migration.id())),
                null,
                Map.of("name", upload.name(), "checksum", file.checksum(), "lines", lines),
                upload.reason());
        return migration.id();
    }

    private int lines(long id, SpooledFile file) {
        var csv = new CsvFile(LineReader.REQUIRED, LineReader.OPTIONAL, MOST_LINES);
        try (InputStream in = file.open()) {
            return csv.read(
                    in,
                    batch -> rows.insert(
                            id, batch.stream().map(LoadMigration::line).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MigrationRows.Line line(Line line) {
        if (line.surplus()) {
            return new MigrationRows.Line(
                    line.number(), new Reading.Bad(null, List.of(new LineFault("line", "TOO_MANY_CELLS"))));
        }
        return new MigrationRows.Line(line.number(), LineReader.read(line.cells()));
    }
}
