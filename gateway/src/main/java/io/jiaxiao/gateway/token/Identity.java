package io.jiaxiao.gateway.token;

import java.time.Instant;
import java.util.Set;

/**
 * Who a verified token speaks for.
 *
 * @param kind    a person or a client
 * @param id      person account id, or client id
 * @param roles   of a person; empty for a client
 * @param expires when the token ends
 */
public record Identity(Kind kind, String id, Set<String> roles, Instant expires) {

    /** Which audience the token was issued for; a token for a service inside is neither. */
    public enum Kind {
        USER,
        CLIENT
    }
}
