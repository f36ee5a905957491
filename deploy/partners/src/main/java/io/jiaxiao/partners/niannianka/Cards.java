package io.jiaxiao.partners.niannianka;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.jiaxiao.partners.chance.Chance;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The cards of an order: always the same ones for the same order, and never in the clear on the wire. */
final class Cards {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");

    private final Chance chance;
    private final byte[] key;

    /** @param secret the application's secret, 32 characters: the key is its bytes (partners.md 6.2) */
    Cards(Chance chance, String secret) {
        this.chance = chance;
        this.key = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Number and password are Base64 of AES-256-ECB. The card type is INFERRED: 0 for number and password. */
    record Card(
            @JsonProperty("card_type") int type,
            @JsonProperty("card_number") String number,
            @JsonProperty("card_pwd") String password,
            @JsonProperty("card_deadline") String deadline) {
        @Override
        public String toString() {
            return "Card";
        }
    }

    List<Card> of(SupplyOrder order, ZonedDateTime created) {
        String deadline = DAY.format(created.plusYears(3));
        return IntStream.range(0, order.purchase().pieces())
                .mapToObj(n -> new Card(
                        0,
                        sealed(order.id() + "%02d".formatted(n)),
                        sealed("%016d"
                                .formatted(chance.number("niannianka card " + order.id(), n, 10_000_000_000_000_000L))),
                        deadline))
                .toList();
    }

    @SuppressWarnings("InsecureCryptoUsage") // ECB is what the partner's protocol asks for.
    private String sealed(String text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
