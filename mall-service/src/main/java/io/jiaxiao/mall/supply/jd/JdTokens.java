package io.jiaxiao.mall.supply.jd;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The token every call carries. It is shared by all instances, and one login runs at a time: first here, then in the
 * cluster. Whoever waited finds the token the other one got.
 */
final class JdTokens {

    private static final Logger log = LoggerFactory.getLogger(JdTokens.class);

    private final JdProperties account;
    private final JdPost post;
    private final TokenShelf shelf;
    private final Clock clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable JdToken known;
    private volatile long failures;

    JdTokens(JdProperties account, JdPost post, TokenShelf shelf, Clock clock) {
        this.account = account;
        this.post = post;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** A token that should work; empty when there is none to be had now. */
    Optional<String> current() {
        JdToken mine = known;
        return mine != null && isFresh(mine) ? Optional.of(mine.access()) : instead("");
    }

    /** Another token than this one, which JD no longer takes; empty when there is none to be had now. */
    Optional<String> instead(String dead) {
        long before = failures;
        renewing.lock();
        try {
            // Whoever waited for a login that failed does not try it all over again, one after the other.
            if (failures != before) {
                return Optional.empty();
            }
            JdToken mine = known;
            if (mine != null && isFresh(mine) && !mine.access().equals(dead)) {
                return Optional.of(mine.access());
            }
            Optional<JdToken> token = usable(shelf.find(), dead)
                    .or(() -> shelf.alone(() -> renew(dead)).flatMap(found -> found))
                    .or(() -> usable(shelf.find(), dead));
            known = token.orElse(null);
            if (token.isEmpty()) {
                failures = before + 1;
            }
            return token.map(JdToken::access);
        } finally {
            renewing.unlock();
        }
    }

    private Optional<JdToken> renew(String dead) {
        Optional<JdToken> shared = shelf.find();
        Optional<JdToken> others = usable(shared, dead);
        if (others.isPresent()) {
            return others;
        }
        JdToken old = shared.orElse(known);
        Optional<JdToken> fresh = old == null || old.refresh().isEmpty()
                ? Optional.empty()
                : ask("/oauth2/refreshToken", JdSign.refresh(account, old.refresh()));
        Optional<JdToken> token = fresh.or(() -> ask("/oauth2/accessToken", JdSign.login(account, clock.instant())));
        token.ifPresent(shelf::put);
        return token;
    }

    private Optional<JdToken> ask(String path, Map<String, String> form) {
        JdAnswer answer = post.send(path, form);
        if (answer instanceof JdAnswer.Told told && told.success()) {
            JsonNode result = told.result();
            String access = JdJson.text(result.path("access_token"));
            int seconds = JdJson.whole(result.path("expires_in"), 0);
            if (!access.isEmpty() && seconds > 0) {
                Instant until = clock.instant().plusSeconds(seconds);
                return Optional.of(new JdToken(access, JdJson.text(result.path("refresh_token")), until));
            }
        }
        log.warn("京东 {} gave no token: {}", path, answer.code());
        return Optional.empty();
    }

    private Optional<JdToken> usable(Optional<JdToken> token, String dead) {
        return token.filter(each -> !each.access().isEmpty() && !each.access().equals(dead) && isFresh(each));
    }

    private boolean isFresh(JdToken token) {
        return clock.instant().plus(account.tokenMargin()).isBefore(token.until());
    }
}
