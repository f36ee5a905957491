package io.jiaxiao.starter.pii;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import java.security.GeneralSecurityException;

/**
 * Makes and changes the two keysets, as Tink JSON in clear: secrets, to be kept in files only the service can read.
 * Uses no Spring, so that tools can make a machine's keys. A rotation is three deployments: {@link #withNewKey} to all
 * instances, then {@link #promoteNewest} to all, then, after resealing, {@link #withPrimaryOnly}.
 */
public final class PiiKeysets {

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot be used in this JVM", e);
        }
    }

    private PiiKeysets() {}

    /** For {@code jiaxiao.pii.keyset}: one AES-256-GCM key. */
    public static String newKeyset() {
        return generated(PredefinedAeadParameters.AES256_GCM);
    }

    /** For {@code jiaxiao.pii.index-keyset}: one HMAC-SHA256 PRF key. */
    public static String newIndexKeyset() {
        return generated(PredefinedPrfParameters.HMAC_SHA256_PRF);
    }

    /** The keyset with one more key of the same sort, which can read but does not write yet. */
    public static String withNewKey(String keyset) {
        KeysetHandle handle = parse(keyset);
        Parameters sort = handle.getPrimary().getKey().getParameters();
        return build(KeysetHandle.newBuilder(handle)
                .addEntry(KeysetHandle.generateEntryFromParameters(sort).withRandomId()));
    }

    /** The key added last writes from now on; the others still read. */
    public static String promoteNewest(String keyset) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(parse(keyset));
        builder.getAt(builder.size() - 1).makePrimary();
        return build(builder);
    }

    /** Only the key that writes; what other keys wrote can never be read again. */
    public static String withPrimaryOnly(String keyset) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(parse(keyset));
        for (int i = builder.size() - 1; i >= 0; i--) {
            if (!builder.getAt(i).isPrimary()) {
                builder.deleteAt(i);
            }
        }
        return build(builder);
    }

    /** @throws IllegalArgumentException never repeats the input */
    static KeysetHandle parse(String keyset) {
        try {
            return TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException | RuntimeException e) {
            // The cause could quote the key material, so it is dropped.
            throw new IllegalArgumentException("not a readable Tink keyset in JSON");
        }
    }

    private static String generated(Parameters sort) {
        return build(KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(sort)
                        .withRandomId()
                        .makePrimary()));
    }

    private static String build(KeysetHandle.Builder builder) {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(builder.build(), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot make this keyset", e);
        }
    }
}
