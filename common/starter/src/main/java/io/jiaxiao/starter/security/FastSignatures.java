package io.jiaxiao.starter.security;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the signatures of tokens with a native provider where one loads: a caller not seen before costs gateway and services most by
 * their token's signature, and this one does it in half the time. Elsewhere the JDK does it, with the same answers.
 */
final class FastSignatures {

    private static final Logger log = LoggerFactory.getLogger(FastSignatures.class);

    private FastSignatures() {}

    /** Has no effect where the provider does not load. */
    static void use(DefaultJWTProcessor<SecurityContext> processor) {
        Throwable whyNot = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
        if (whyNot != null) {
            log.info("the JDK verifies tokens: {}", whyNot.toString());
            return;
        }
        Provider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        KeyFactory factory;
        try {
            factory = KeyFactory.getInstance("RSA", provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(provider + " has no RSA", e);
        }
        var verifiers = new DefaultJWSVerifierFactory();
        verifiers.getJCAContext().setProvider(provider);
        processor.setJWSVerifierFactory(verifiers);
        processor.setJWSKeySelector(new TranslatedKeys(processor.getJWSKeySelector(), factory));
    }

    /** Translating a key takes as long as verifying with it, so each is translated once. */
    private static final class TranslatedKeys implements JWSKeySelector<SecurityContext> {

        /** Keys come and go with the identity service's rotation; the platform has one or two at a time. */
        private static final int MOST = 16;

        private final JWSKeySelector<SecurityContext> keys;
        private final KeyFactory factory;
        private final Map<Key, Key> translated = new ConcurrentHashMap<>();

        TranslatedKeys(JWSKeySelector<SecurityContext> keys, KeyFactory factory) {
            this.keys = keys;
            this.factory = factory;
        }

        @Override
        public List<? extends Key> selectJWSKeys(JWSHeader header, SecurityContext context) throws KeySourceException {
            return keys.selectJWSKeys(header, context).stream()
                    .map(this::translated)
                    .toList();
        }

        private Key translated(Key key) {
            if (translated.size() > MOST) {
                translated.clear();
            }
            return translated.computeIfAbsent(key, this::translate);
        }

        private Key translate(Key key) {
            try {
                return factory.translateKey(key);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("a published key cannot be used", e);
            }
        }
    }
}
