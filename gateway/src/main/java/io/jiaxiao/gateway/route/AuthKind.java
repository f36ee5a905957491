package io.jiaxiao.gateway.route;

/** How whoever calls a route proves who they are (architecture §10). */
public enum AuthKind {
    /** No proof wanted: sign-in and keys. */
    NONE,
    /** A user's token. */
    USER,
    /** A user's token with the role OPERATOR. */
    OPERATOR,
    /** A product line's or partner's client-credentials token. */
    CLIENT,
    /** The partner's own signature, checked by the service; here only the address it comes from. */
    CALLBACK
}
