package io.jiaxiao.starter.pii;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Seals personal data for the database with AES-256-GCM. A sealed value is base64 text that carries the id of its key,
 * and opens only for the purpose it was sealed for (such as {@code "person.name"}), so that a value copied into another
 * column is worthless. The same text never seals to the same value twice: it is found by {@link BlindIndex}. Room
 * needed: 44 characters and 4 for every 3 bytes of UTF-8, so 60 for a mobile and 260 for the longest name.
 */
public final class PersonalDataCipher {

    /** Tink's prefix: a version byte, then the key's id. */
    private static final int PREFIX = 5;

    /**
     * Tink keeps its source of randomness with the thread, and looks through the whole class path before it makes one: a
     * virtual thread, which lives for one request, would do that each time.
     */
    private static final ExecutorService SEALERS = Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("pii-sealer-", 0).daemon().factory());

    private final Aead aead;
    private final int primaryKey;

    private PersonalDataCipher(Aead aead, int primaryKey) {
        this.aead = aead;
        this.primaryKey = primaryKey;
    }

    /**
     * @param keyset Tink JSON with AEAD keys; the primary one seals, all open
     * @throws IllegalArgumentException not a keyset, or not of this sort; never repeats the input
     */
    public static PersonalDataCipher of(String keyset) {
        KeysetHandle handle = PiiKeysets.parse(keyset);
        try {
            Aead aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
            return new PersonalDataCipher(aead, handle.getPrimary().getId());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a Tink keyset, but not one with AEAD keys");
        }
    }

    public String seal(String purpose, String clear) {
        return Thread.currentThread().isVirtual()
                ? CompletableFuture.supplyAsync(() -> sealed(purpose, clear), SEALERS)
                        .join()
                : sealed(purpose, clear);
    }

    private String sealed(String purpose, String clear) {
        try {
            return Base64.getEncoder().encodeToString(aead.encrypt(clear.getBytes(UTF_8), purpose.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing " + purpose + " failed", e);
        }
    }

    /** @throws UnreadablePersonalDataException another purpose, an unknown key, or a changed value */
    public String open(String purpose, String sealed) {
        try {
            return new String(aead.decrypt(Base64.getDecoder().decode(sealed), purpose.getBytes(UTF_8)), UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnreadablePersonalDataException(purpose, e);
        }
    }

    /** Whether the value was sealed with another key than the one that seals now. */
    public boolean needsReseal(String sealed) {
        return keyOf(sealed) != primaryKey;
    }

    /** Names the state of the keyset for the progress of resealing; not secret. */
    String primaryKeyName() {
        return Integer.toUnsignedString(primaryKey);
    }

    /** Zero, which Tink never uses as an id, for what is no sealed value. */
    private static int keyOf(String sealed) {
        try {
            byte[] raw = Base64.getDecoder().decode(sealed);
            return raw.length > PREFIX ? ByteBuffer.wrap(raw, 1, PREFIX - 1).getInt() : 0;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
