package io.jiaxiao.gateway.route;

/** How whoever calls a route proves who they are (architecture §10). */
public enum AuthKind {
    /** No proof wanted: sign-in and keys. */
    NONE(Importance.NORMAL),
    /** A user's token. */
    USER(Importance.NORMAL),
    /** A user's token with the role OPERATOR. */
    OPERATOR(Importance.BULK),
    /** A product line's or partner's client-credentials token. */
    CLIENT(Importance.BULK),
    /** The partner's own signature, checked by the service; here only the address it comes from. */
    CALLBACK(Importance.NORMAL);

    private final Importance importance;

    AuthKind(Importance importance) {
        this.importance = importance;
    }

    /** Of a route that names none: what operators and product lines do can wait longer than a parent. */
    Importance importance() {
        return importance;
    }
}
