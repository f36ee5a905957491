package io.jiaxiao.mall.points;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.mall.points.domain.CommandKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes keys of commands, and refuses commands no ledger could take. */
final class CommandKeys {

    /** Scope of holds, posts, releases, reversals and adjustments; a line's scope is one more than its place. */
    private static final int OWN = 0;

    /** Far above what any person will have, far below where sums would leave the range of a long. */
    private static final long MOST_POINTS = 1_000_000_000_000L;

    private static final int LONGEST = 64;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final JsonMapper json;

    CommandKeys(JsonMapper json) {
        this.json = json;
    }

    CommandKey own(String key, String... said) {
        return key(OWN, key, said);
    }

    CommandKey of(ProductLine line, String key, String... said) {
        return key(line.ordinal() + 1, key, said);
    }

    private static CommandKey key(int scope, String key, String... said) {
        require(!key.isEmpty() && key.length() <= LONGEST && visibleAscii(key), "not a key");
        return new CommandKey(new CommandKey.Name(scope, key), hash(String.join("\u0000", said)));
    }

    /** Empty for none. */
    String fingerprint(HoldCompanion.@Nullable Payload payload) {
        return payload == null ? "" : json.writeValueAsString(payload.fingerprint());
    }

    static long points(long points) {
        require(points > 0 && points <= MOST_POINTS, "not a number of points to move: " + points);
        return points;
    }

    static String code(String code) {
        require(!code.isEmpty() && code.length() <= LONGEST, "not a code");
        return code;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** No blanks either: at the end of a key the database would not see them. */
    private static boolean visibleAscii(String key) {
        return key.chars().allMatch(sign -> sign > ' ' && sign < 127);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return TEXT.encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
