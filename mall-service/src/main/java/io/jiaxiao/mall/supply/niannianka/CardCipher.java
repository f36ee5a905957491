package io.jiaxiao.mall.supply.niannianka;

import io.jiaxiao.mall.supply.CardSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Opens cards: Base64 of AES-256-ECB, the key being the bytes of the application's secret (partners.md 6.2). */
final class CardCipher {

    private static final int DATE_LENGTH = 10;

    private final byte[] key;

    CardCipher(String appSecret) {
        this.key = appSecret.getBytes(StandardCharsets.UTF_8);
    }

    /** All cards of an order; empty when one of them cannot be opened: half an order is not delivered. */
    Optional<List<CardSecret>> open(JsonNode cards) {
        List<CardSecret> opened = new ArrayList<>();
        for (JsonNode card : cards) {
            Optional<String> number = opened(card.path("card_number").asString(""));
            Optional<String> password = opened(card.path("card_pwd").asString(""));
            if (number.isEmpty() || password.isEmpty()) {
                return Optional.empty();
            }
            // Some cards have but one of the two.
            if (number.get().isEmpty() && password.get().isEmpty()) {
                return Optional.empty();
            }
            opened.add(new CardSecret(
                    number.get(), password.get(), day(card.path("card_deadline").asString(""))));
        }
        return Optional.of(List.copyOf(opened));
    }

    /** Empty text stays empty; empty optional when it is not what we can open. */
    @SuppressWarnings("InsecureCryptoUsage") // ECB is what the partner's protocol asks for.
    private Optional<String> opened(String sealed) {
        if (sealed.isEmpty()) {
            return Optional.of("");
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
            byte[] clear = cipher.doFinal(Base64.getDecoder().decode(sealed));
            return Optional.of(new String(clear, StandardCharsets.UTF_8).strip());
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.length() < DATE_LENGTH ? null : LocalDate.parse(text.substring(0, DATE_LENGTH));
        } catch (DateTimeException noDay) {
            return null;
        }
    }
}
