package io.jiaxiao.gateway.token;

/** What came of looking at a request's token. */
public sealed interface Verdict {

    /** The request carries no bearer token. */
    record Absent() implements Verdict {}

    record Held(Identity identity) implements Verdict {}

    /** Not a token, expired, tampered with, of another issuer, or meant for somebody else. */
    record Refused() implements Verdict {}

    /** No key was ever fetched, so nobody's token can be judged. */
    record KeysAway() implements Verdict {}
}
