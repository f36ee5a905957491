package io.jiaxiao.partners.carrier;

import io.jiaxiao.partners.recharge.Md5;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code k=v} by name, then the key, MD5, upper case: what private HTTP platforms do; INFERRED (partners.md 8.2). */
final class Signature {

    private Signature() {}

    static String of(Map<String, String> fields, String key) {
        String plain = new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(each -> !each.getKey().equals("sign")
                                && !each.getValue().isEmpty())
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&"));
        return Md5.hex(plain + "&key=" + key, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
    }
}
