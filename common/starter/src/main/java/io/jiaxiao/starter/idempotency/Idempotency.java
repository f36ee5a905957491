package io.jiaxiao.starter.idempotency;

import io.jiaxiao.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One key, one effect. The key and a hash of the request are stored in the transaction of the effect, with its
 * outcome: a replay gets that outcome, the same key with another request is refused, a copy of one still at work is
 * told so instead of waiting. An effect that throws leaves no key behind and may be tried again.
 */
public class Idempotency {

    /** How long a replay is recognised. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final int FORGOTTEN_AT_ONCE = 5000;

    static final Refusal REUSED = Refusal.unprocessable("IDEMPOTENCY_KEY_REUSED", "该幂等键已用于另一份请求，请更换幂等键后重试");
    static final Refusal IN_PROGRESS = Refusal.conflict("IDEMPOTENCY_IN_PROGRESS", "相同的请求正在处理，请稍候再试");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    public Idempotency(JdbcTemplate jdbc, TransactionTemplate transaction, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param scope   whose keys these are, e.g. the use case and the caller; keys of two scopes never meet
     * @param key     the caller's key, at most 64 characters
     * @param request what was asked; its JSON is hashed, not stored
     * @param effect  runs in the transaction; its outcome is stored as JSON, so it holds no personal data in clear
     * @throws io.jiaxiao.kernel.RefusedException 422 for a key used with another request, 409 while the first is at work
     */
    public <T> T run(String scope, String key, Object request, Class<T> outcome, Supplier<T> effect) {
        String hash = hash(request);
        try {
            return runOrReplay(scope, key, hash, outcome, effect);
        } catch (KeyTaken e) {
            // lost the race for the first insert: the winner has committed, so the next look finds its outcome
            return runOrReplay(scope, key, hash, outcome, effect);
        }
    }

    private <T> T runOrReplay(String scope, String key, String hash, Class<T> type, Supplier<T> effect) {
        T result = transaction.execute(status -> {
            Stored stored = find(scope, key);
            if (stored != null) {
                return replay(stored, hash, type);
            }
            try {
                jdbc.update(
                        "INSERT INTO idempotency (scope, idem_key, request_hash, created_at) VALUES (?,?,?,?)",
                        scope,
                        key,
                        hash,
                        Timestamp.from(clock.instant()));
            } catch (DuplicateKeyException e) {
                throw new KeyTaken(e);
            }
            T outcome = effect.get();
            jdbc.update(
                    "UPDATE idempotency SET outcome = ? WHERE scope = ? AND idem_key = ?",
                    json.writeValueAsString(outcome),
                    scope,
                    key);
            return outcome;
        });
        if (result == null) {
            throw new IllegalStateException("the effect of " + scope + " returned null");
        }
        return result;
    }

    private <T> T replay(Stored stored, String hash, Class<T> type) {
        if (!stored.hash().equals(hash)) {
            throw REUSED.asException();
        }
        // the first answer may be a newer version's, with members this one does not know
        return json.readerFor(type)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(stored.outcome());
    }

    private @Nullable Stored find(String scope, String key) {
        try {
            // NOWAIT: a row the first request has not committed yet is locked, and that is an answer
            List<Stored> found = jdbc.query(
                    "SELECT request_hash, outcome FROM idempotency WHERE scope = ? AND idem_key = ? FOR UPDATE NOWAIT",
                    (row, number) -> new Stored(row.getString(1), row.getString(2)),
                    scope,
                    key);
            return found.isEmpty() ? null : found.getFirst();
        } catch (PessimisticLockingFailureException e) {
            throw IN_PROGRESS.asException();
        } catch (UncategorizedSQLException e) {
            if (e.getSQLException() != null && e.getSQLException().getErrorCode() == 3572) {
                throw IN_PROGRESS.asException();
            }
            throw e;
        }
    }

    private String hash(Object request) {
        try {
            byte[] body = json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In short statements, until nothing old is left: a day may bring more keys than one of them removes. */
    int forgetOld() {
        Timestamp before = Timestamp.from(clock.instant().minus(KEPT));
        int all = 0;
        int gone;
        do {
            gone = jdbc.update("DELETE FROM idempotency WHERE created_at < ? LIMIT " + FORGOTTEN_AT_ONCE, before);
            all += gone;
        } while (gone == FORGOTTEN_AT_ONCE);
        return all;
    }

    private record Stored(String hash, String outcome) {}

    private static final class KeyTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeyTaken(Throwable cause) {
            super(cause);
        }
    }
}
