package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.problem.Answer;
import io.jiaxiao.gateway.route.AuthKind;
import io.jiaxiao.gateway.route.Route;
import io.jiaxiao.gateway.token.Identity;
import io.jiaxiao.gateway.token.TokenCheck;
import io.jiaxiao.gateway.token.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Lets pass who proved to be who the route is for. Services check again, and check what of it is theirs to see. */
final class TokenGate implements Gate {

    private static final Answer SIGN_IN = Answer.of(HttpStatus.UNAUTHORIZED, "UNAUTHENTICATED", "登录已失效，请重新登录")
            .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    private static final Answer FORBIDDEN = Answer.of(HttpStatus.FORBIDDEN, "FORBIDDEN", "您没有权限执行该操作");
    private static final Answer KEYS_AWAY = Answer.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "IDENTITY_UNAVAILABLE", "登录服务暂时不可用，请稍后再试")
            .retryAfter(Duration.ofSeconds(5))
            .about("登录");
    private static final Set<String> OPERATOR = Set.of("OPERATOR");

    private final TokenCheck tokens;

    TokenGate(TokenCheck tokens) {
        this.tokens = tokens;
    }

    @Override
    public @Nullable Answer refuse(HttpServletRequest request, Passage passage) {
        Route route = passage.target().route();
        Verdict verdict = tokens.look(request);
        if (verdict instanceof Verdict.Held held) {
            passage.identify(held.identity());
        }
        if (route.auth() == AuthKind.NONE || route.auth() == AuthKind.CALLBACK) {
            if (verdict instanceof Verdict.Refused || verdict instanceof Verdict.KeysAway) {
                passage.dropToken();
            }
            return null;
        }
        return switch (verdict) {
            case Verdict.Absent() -> SIGN_IN;
            case Verdict.Refused() -> SIGN_IN;
            case Verdict.KeysAway() -> KEYS_AWAY;
            case Verdict.Held(Identity who) -> refuse(route, who);
        };
    }

    private static @Nullable Answer refuse(Route route, Identity who) {
        Identity.Kind wanted = route.auth() == AuthKind.CLIENT ? Identity.Kind.CLIENT : Identity.Kind.USER;
        if (who.kind() != wanted) {
            return SIGN_IN;
        }
        if (route.auth() == AuthKind.OPERATOR && Collections.disjoint(who.roles(), OPERATOR)) {
            return FORBIDDEN;
        }
        return route.roles().isEmpty() || !Collections.disjoint(who.roles(), route.roles()) ? null : FORBIDDEN;
    }
}
