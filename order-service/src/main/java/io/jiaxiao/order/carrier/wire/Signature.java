package io.jiaxiao.order.carrier.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code k=v} by name, then the key, MD5, upper case (INFERRED, partners.md 8.2): what the platform asks for, not what anybody should. */
final class Signature {

    private Signature() {}

    static String of(Map<String, String> fields, String key) {
        String plain = new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(each -> !each.getKey().equals("sign")
                                && !each.getValue().isEmpty())
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&"));
        try {
            byte[] text = (plain + "&key=" + key).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has MD5", e);
        }
    }

    /** Compared without telling by the time where it differs. */
    static boolean isRight(Map<String, String> fields, String key) {
        byte[] given = fields.getOrDefault("sign", "").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, of(fields, key).getBytes(StandardCharsets.UTF_8));
    }
}
