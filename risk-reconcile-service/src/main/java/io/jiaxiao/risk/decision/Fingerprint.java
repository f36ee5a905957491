package io.jiaxiao.risk.decision;

import io.jiaxiao.contracts.risk.DecisionRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells a copy of an event from another event under its number. The time is left out: a caller may ask again later. */
final class Fingerprint {

    private static final int BYTES = 16;
    private static final char BETWEEN = '\u001f';

    private Fingerprint() {}

    /** @param facts in the form rules know them */
    static String of(DecisionRequest request, Map<String, Object> facts) {
        var text = new StringBuilder(256);
        add(text, request.scene().name());
        add(text, request.eventId());
        add(text, request.personId());
        add(text, request.device());
        add(text, request.mobileIndex());
        add(text, request.ip());
        add(text, request.schoolId());
        new TreeMap<>(facts).forEach((name, value) -> {
            add(text, name);
            add(text, value.getClass().getSimpleName());
            add(text, value.toString());
        });
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With its length before it, so that no text can pass for two. */
    private static void add(StringBuilder text, @Nullable String part) {
        text.append(part == null ? -1 : part.length()).append(BETWEEN).append(part == null ? "" : part);
    }
}
