package io.jiaxiao.gateway.edge;

import io.jiaxiao.gateway.route.Routes.Target;
import io.jiaxiao.gateway.token.Identity;
import io.jiaxiao.gateway.upstream.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the gateway found out about one request so far. */
final class Passage {

    private static final String ATTRIBUTE = Passage.class.getName();

    private final Target target;
    private final InetAddress client;
    private @Nullable Identity identity;
    private boolean withoutToken;
    private RequestBody body = new RequestBody.None();
    private @Nullable String instance;
    private @Nullable String refused;

    Passage(Target target, InetAddress client) {
        this.target = target;
        this.client = client;
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static @Nullable Passage find(HttpServletRequest request) {
        return (Passage) request.getAttribute(ATTRIBUTE);
    }

    static Passage of(HttpServletRequest request) {
        return Objects.requireNonNull(find(request), "only requests that matched a route get here");
    }

    Target target() {
        return target;
    }

    InetAddress client() {
        return client;
    }

    @Nullable
    Identity identity() {
        return identity;
    }

    void identify(Identity who) {
        identity = who;
    }

    /** The token it came with proves nothing and must not reach the service. */
    void dropToken() {
        withoutToken = true;
    }

    boolean isWithoutToken() {
        return withoutToken;
    }

    RequestBody body() {
        return body;
    }

    void body(RequestBody read) {
        body = read;
    }

    @Nullable
    String instance() {
        return instance;
    }

    void answeredBy(String hostAndPort) {
        instance = hostAndPort;
    }

    /** Code of the gateway's own answer; null when a service answered. */
    @Nullable
    String refused() {
        return refused;
    }

    void refusedWith(String code) {
        refused = code;
    }
}
