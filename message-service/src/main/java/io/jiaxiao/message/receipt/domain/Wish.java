package io.jiaxiao.message.receipt.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** What a text from a phone asks for. */
public enum Wish {
    /** No more advertising: TD or 退订, the words carriers oblige senders to honour. */
    UNSUBSCRIBE,
    /** Something for a person to read. */
    OTHER;

    private static final Set<String> UNSUBSCRIBING = Set.of("TD", "T", "退订", "退定", "取消");

    /** Full-width letters, case, blanks and closing marks do not count. */
    static Wish of(String content) {
        String plain = Normalizer.normalize(content, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s。.!！]", "");
        return UNSUBSCRIBING.contains(plain) ? UNSUBSCRIBE : OTHER;
    }
}
