package io.jiaxiao.roster.consent;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.roster.consent.store.ConsentStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps who agreed to which version of the privacy terms, when, and from where (requirement R7). */
@Service
public class Consents {

    private static final Refusal OUTDATED = Refusal.unprocessable("CONSENT_VERSION_OUTDATED", "隐私条款版本已更新，请刷新后重新阅读并同意");

    private final ConsentStore store;
    private final String current;

    Consents(ConsentStore store, ConsentProperties properties) {
        this.store = store;
        this.current = properties.version();
    }

    /** The version that holds now. */
    public String currentVersion() {
        return current;
    }

    /** The person's agreement to the current version; empty while it is missing. */
    public Optional<Consent> current(long personId) {
        return store.find(personId, current);
    }

    /**
     * Records an agreement; one that was given before stays as it is.
     *
     * @param version what the person read
     * @throws io.jiaxiao.kernel.RefusedException 422 when that is not the current version
     */
    @Transactional
    public Consent give(long personId, String version, @Nullable String clientIp) {
        if (!version.equals(current)) {
            throw OUTDATED.asException();
        }
        store.add(personId, version, clientIp);
        return store.find(personId, version).orElseThrow();
    }
}
