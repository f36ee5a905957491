package io.jiaxiao.starter.security;

/** For whom a token is meant. A service's own name is the audience of tokens for its {@code /internal} paths. */
public final class Audiences {

    /** Users' tokens: parents, teachers, operators. */
    public static final String API = "jiaxiao-api";
    /** Product lines' and partners' tokens. */
    public static final String OPEN = "jiaxiao-open";

    private Audiences() {}
}
