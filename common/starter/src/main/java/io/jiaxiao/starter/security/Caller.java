package io.jiaxiao.starter.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, from a verified token. A controller asks for it as a parameter.
 *
 * @param id       person id for a user, client id for a service or a partner
 * @param kind     what sort of caller
 * @param roles    a user's roles, e.g. PARENT, TEACHER, OPERATOR; empty for services
 * @param scopes   a client's scopes
 * @param clientIp address as the gateway saw it; null when the call did not come through the gateway
 */
public record Caller(String id, Kind kind, Set<String> roles, Set<String> scopes, @Nullable String clientIp) {

    /** The sorts of caller, one per audience a token can have. */
    public enum Kind {
        USER,
        CLIENT,
        SERVICE
    }

    public boolean is(String role) {
        return roles.contains(role);
    }

    /** A user's person id. */
    public long personId() {
        return Long.parseLong(id);
    }
}
