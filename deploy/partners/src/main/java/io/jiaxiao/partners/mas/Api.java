package io.jiaxiao.partners.mas;

import java.util.List;

/** The two ways to submit, with the fields each signs, in the order of the concatenation (partners.md 1.4). */
enum Api {
    NORSUBMIT("norsubmit", "ecName", "apId", Api.SECRET, "mobiles", "content", "sign", "addSerial"),
    TMPSUBMIT("tmpsubmit", "ecName", "apId", Api.SECRET, "templateId", "mobiles", "params", "sign", "addSerial");

    static final String SECRET = "secretKey";

    private final String path;
    private final List<String> signed;

    Api(String path, String... signed) {
        this.path = path;
        this.signed = List.of(signed);
    }

    /** Last part of the path, and the kind in the journal. */
    String path() {
        return path;
    }

    /** The fields under the mac, {@link #SECRET} among them at its place. */
    List<String> signed() {
        return signed;
    }
}
