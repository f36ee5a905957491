package io.jiaxiao.mall.supply.niannianka;

import io.jiaxiao.mall.supply.call.Md5;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * MD5 over the sorted characters of the compact JSON without its {@code sign}, then the secret (partners.md 6.2). Slashes and
 * Chinese stay as they are; the order of the fields does not matter.
 */
final class CharacterSignature {

    static final String FIELD = "sign";

    private static final JsonMapper COMPACT = JsonMapper.builder().build();

    private CharacterSignature() {}

    /** 32 lower-case hex digits. */
    static String of(ObjectNode fields, String secret) {
        ObjectNode signed = fields.deepCopy();
        signed.remove(FIELD);
        int[] characters =
                COMPACT.writeValueAsString(signed).codePoints().sorted().toArray();
        return Md5.hex(new String(characters, 0, characters.length) + secret, StandardCharsets.UTF_8);
    }

    static boolean isRight(ObjectNode fields, String secret) {
        return Md5.same(fields.path(FIELD).asString(""), of(fields, secret));
    }
}
