package io.jiaxiao.starter.pii;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds sealed values by equality: a keyed hash, the same for the same text, useless without the key. Different purposes
 * never match each other. Stored as 32 hex characters. Write with {@link #of}, look up with {@link #allOf}: during a key
 * rotation rows written under the former key are still found, and the lookup must ask for both.
 */
public final class BlindIndex {

    private static final int BYTES = 16;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0\\u3000]+");

    private final PrfSet keys;

    private BlindIndex(PrfSet keys) {
        this.keys = keys;
    }

    /**
     * @param keyset Tink JSON with PRF keys
     * @throws IllegalArgumentException not a keyset, or not of this sort; never repeats the input
     */
    public static BlindIndex withKeys(String keyset) {
        KeysetHandle handle = PiiKeysets.parse(keyset);
        try {
            return new BlindIndex(handle.getPrimitive(RegistryConfiguration.get(), PrfSet.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a Tink keyset, but not one with PRF keys");
        }
    }

    /** What to store beside the sealed value. */
    public String of(String purpose, String value) {
        return hash(keys.getPrimaryId(), input(purpose, value));
    }

    /** What to look for, {@code WHERE index IN (...)}: the value under every key, the writing one first. */
    public List<String> allOf(String purpose, String value) {
        byte[] input = input(purpose, value);
        List<String> all = new ArrayList<>();
        all.add(hash(keys.getPrimaryId(), input));
        for (int id : prfs().keySet()) {
            if (id != keys.getPrimaryId()) {
                all.add(hash(id, input));
            }
        }
        return List.copyOf(all);
    }

    /** Names the state of the keyset for the progress of resealing; not secret. */
    String primaryKeyName() {
        return Integer.toUnsignedString(keys.getPrimaryId());
    }

    /** Width, case and blanks do not count: people do not type them the same way twice. */
    private static byte[] input(String purpose, String value) {
        String plain = Normalizer.normalize(value, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return (purpose + '\0' + BLANKS.matcher(plain).replaceAll(" ").strip()).getBytes(UTF_8);
    }

    private String hash(int key, byte[] input) {
        try {
            Prf prf = prfs().get(key);
            if (prf == null) {
                throw new IllegalStateException("the index keyset lost its key");
            }
            return HexFormat.of().formatHex(prf.compute(input, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("indexing failed", e);
        }
    }

    private Map<Integer, Prf> prfs() {
        try {
            return keys.getPrfs();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the index keyset cannot be used", e);
        }
    }
}
