package io.jiaxiao.message.acceptance;

import io.jiaxiao.contracts.message.AcceptMessage;
import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.starter.pii.BlindIndex;
import io.jiaxiao.starter.pii.PiiPurpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What makes two requests the same. Number and values go in as keyed hashes: a plain hash of a number and a six-digit code
 * is found by trying them all.
 */
@Component
class Fingerprints {

    private static final String PARAMS = "message.params";

    private final BlindIndex index;

    Fingerprints(BlindIndex index) {
        this.index = index;
    }

    Fingerprint of(AcceptMessage wanted) {
        String values = new TreeMap<>(wanted.params())
                .entrySet().stream()
                        .map(entry -> exact(entry.getKey()) + "=" + exact(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return new Fingerprint(
                wanted.lane(),
                wanted.template(),
                index.of(PiiPurpose.MOBILE, wanted.mobile()),
                index.of(PARAMS, values),
                wanted.expiresAt());
    }

    /** The index does not see case and blanks; between two values they count. */
    private static String exact(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    record Fingerprint(Lane lane, String template, String mobile, String params, @Nullable Instant expiresAt) {}
}
