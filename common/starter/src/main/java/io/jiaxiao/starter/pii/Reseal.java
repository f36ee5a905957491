package io.jiaxiao.starter.pii;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves a table's sealed columns and their blind indexes to the keys that write now, in id order, a batch per
 * transaction. Killed at any point it goes on where it was; run by two instances they share the work. To be run when every
 * instance writes with the new keys; {@link #left} must be 0 before the former key is dropped.
 */
public final class Reseal {

    private static final Logger log = LoggerFactory.getLogger(Reseal.class);
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RowSealer sealer;
    private final String keyNames;

    Reseal(JdbcClient jdbc, TransactionTemplate transaction, PersonalDataCipher cipher, BlindIndex index) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.sealer = new RowSealer(jdbc, cipher, index);
        this.keyNames = cipher.primaryKeyName() + "," + index.primaryKeyName();
    }

    /**
     * A table to move.
     *
     * @param idColumn a positive BIGINT primary key
     */
    public record Target(String table, String idColumn, List<Column> columns) {

        /** @throws IllegalArgumentException not plain lower-case SQL names, or no column */
        public Target {
            columns = List.copyOf(columns);
            requireIdentifier(table);
            requireIdentifier(idColumn);
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("no column of " + table + " to reseal");
            }
        }
    }

    /**
     * One sealed column.
     *
     * @param purpose      what it is sealed for
     * @param indexColumn  its blind index, null if it has none
     * @param indexPurpose what it is indexed for, null if it has none
     */
    public record Column(String name, String purpose, @Nullable String indexColumn, @Nullable String indexPurpose) {

        /** @throws IllegalArgumentException not plain lower-case SQL names */
        public Column {
            requireIdentifier(name);
            if (indexColumn != null) {
                requireIdentifier(indexColumn);
                Objects.requireNonNull(indexPurpose, "an index column needs its purpose");
            }
        }

        public static Column sealed(String name, String purpose) {
            return new Column(name, purpose, null, null);
        }

        public static Column indexed(String name, String purpose, String indexColumn) {
            return new Column(name, purpose, indexColumn, purpose);
        }
    }

    /** Rows changed and rows that no key at hand opens, in the pass that has just ended. */
    public record Outcome(long resealed, long unreadable) {}

    /** Ends the pass that was interrupted, or makes a whole new one. */
    public Outcome run(Target target, int batch) {
        boolean more = step(target, batch, true);
        while (more) {
            more = step(target, batch, false);
        }
        return jdbc.sql("SELECT resealed, unreadable FROM reseal_progress WHERE target = ?")
                .param(target.table())
                .query((row, number) -> new Outcome(row.getLong("resealed"), row.getLong("unreadable")))
                .single();
    }

    /** Rows with a value or an index under another key than the ones that write now; reads the whole table. */
    public long left(Target target) {
        long left = 0;
        long after = 0;
        while (true) {
            RowSealer.Batch rows = sealer.look(target, after, 1000, false);
            left += rows.changes().size() + rows.unreadable().size();
            if (rows.size() == 0) {
                return left;
            }
            after = rows.lastId();
        }
    }

    /** One batch; true if there is more to do. */
    boolean step(Target target, int batch, boolean afreshIfFinished) {
        jdbc.sql("INSERT IGNORE INTO reseal_progress VALUES (?, ?, 0, 0, 0, FALSE)")
                .params(target.table(), keyNames)
                .update();
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Progress progress = progress(target);
            if (!progress.keyNames().equals(keyNames) || (progress.finished() && afreshIfFinished)) {
                progress = new Progress(keyNames, 0, 0, 0, false);
            }
            if (progress.finished()) {
                return false;
            }
            RowSealer.Batch rows = sealer.look(target, progress.lastId(), batch, true);
            sealer.write(target, rows.changes());
            if (!rows.unreadable().isEmpty()) {
                log.warn(
                        "{} rows of {} cannot be opened, first id {}",
                        rows.unreadable().size(),
                        target.table(),
                        rows.unreadable().getFirst());
            }
            boolean finished = rows.size() < batch;
            store(target, progress.after(rows, finished));
            return !finished;
        }));
    }

    private Progress progress(Target target) {
        return jdbc.sql("SELECT * FROM reseal_progress WHERE target = ? FOR UPDATE")
                .param(target.table())
                .query((row, number) -> new Progress(
                        row.getString("key_names"),
                        row.getLong("last_id"),
                        row.getLong("resealed"),
                        row.getLong("unreadable"),
                        row.getBoolean("finished")))
                .single();
    }

    private void store(Target target, Progress progress) {
        jdbc.sql(
                        """
                        UPDATE reseal_progress SET key_names = ?, last_id = ?, resealed = ?, unreadable = ?, finished = ?
                        WHERE target = ?""")
                .params(
                        progress.keyNames(),
                        progress.lastId(),
                        progress.resealed(),
                        progress.unreadable(),
                        progress.finished(),
                        target.table())
                .update();
    }

    private static void requireIdentifier(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain SQL name: " + name);
        }
    }

    private record Progress(String keyNames, long lastId, long resealed, long unreadable, boolean finished) {

        Progress after(RowSealer.Batch rows, boolean end) {
            return new Progress(
                    keyNames,
                    rows.size() == 0 ? lastId : rows.lastId(),
                    resealed + rows.changes().size(),
                    unreadable + rows.unreadable().size(),
                    end);
        }
    }
}
