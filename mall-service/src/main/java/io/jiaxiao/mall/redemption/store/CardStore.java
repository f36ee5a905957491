package io.jiaxiao.mall.redemption.store;

import io.jiaxiao.mall.supply.CardSecret;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PersonalDataCipher;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Cards: sealed, one per order, one order per card. */
@Repository
public class CardStore {

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final BlindIndex index;

    CardStore(JdbcClient jdbc, PersonalDataCipher cipher, BlindIndex index) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.index = index;
    }

    /** A card with its secret open, and whether its owner has seen it. */
    public record Card(CardSecret secret, @Nullable Instant revealedAt, int reveals) {}

    /** What became of storing one. */
    public enum Stored {
        /** It is the order's card, now or already. */
        OWNED,
        /** Another order has this very card, or this order another card. */
        CONFLICT
    }

    /** Idempotent for the same card. */
    public Stored store(long orderId, String channel, CardSecret secret, Instant now) {
        String numberIndex =
                index.of(Purposes.CARD_NUMBER, secret.number().isBlank() ? secret.password() : secret.number());
        try {
            insert(orderId, channel, secret, numberIndex, now);
        } catch (DuplicateKeyException e) {
            // Told again, or somebody else's: the row decides which.
        }
        // An index written under a former key does not match, but then the order's own row tells.
        return find(orderId).filter(card -> card.secret().equals(secret)).isPresent() ? Stored.OWNED : Stored.CONFLICT;
    }

    private void insert(long orderId, String channel, CardSecret secret, String numberIndex, Instant now) {
        LocalDate validUntil = secret.validUntil();
        jdbc.sql("INSERT INTO redemption_card (redemption_id, channel, number, number_index, password, valid_until,"
                        + " stored_at) VALUES (?,?,?,?,?,?,?)")
                .params(Rows.values(
                        orderId,
                        channel,
                        cipher.seal(Purposes.CARD_NUMBER, secret.number()),
                        numberIndex,
                        cipher.seal(Purposes.CARD_PASSWORD, secret.password()),
                        validUntil == null ? null : Date.valueOf(validUntil),
                        Timestamp.from(now)))
                .update();
    }

    public Optional<Card> find(long orderId) {
        return jdbc.sql(
                        "SELECT number, password, valid_until, revealed_at, reveals FROM redemption_card WHERE redemption_id = ?")
                .param(orderId)
                .query((row, n) -> {
                    Date until = row.getDate(3);
                    return new Card(
                            new CardSecret(
                                    cipher.open(Purposes.CARD_NUMBER, row.getString(1)),
                                    cipher.open(Purposes.CARD_PASSWORD, row.getString(2)),
                                    until == null ? null : until.toLocalDate()),
                            Rows.instant(row.getTimestamp(4)),
                            row.getInt(5));
                })
                .optional();
    }

    /** The first time a card is shown; false when it was shown before. */
    public boolean firstReveal(long orderId, Instant now) {
        return jdbc.sql(
                                "UPDATE redemption_card SET revealed_at = ?, reveals = 1 WHERE redemption_id = ? AND revealed_at IS NULL")
                        .params(Timestamp.from(now), orderId)
                        .update()
                == 1;
    }

    public void anotherReveal(long orderId) {
        jdbc.sql("UPDATE redemption_card SET reveals = reveals + 1 WHERE redemption_id = ?")
                .param(orderId)
                .update();
    }
}
