package io.jiaxiao.kernel;

import java.util.Objects;

/**
 * An expected "no": part of a use case's result, never a bug.
 *
 * @param kind   what sort of no it is; decides the HTTP status at the edge
 * @param code   stable machine-readable code in UPPER_SNAKE; callers may depend on it
 * @param detail a Chinese sentence the person in front of the screen can act on; never personal data
 */
public record Refusal(Kind kind, String code, String detail) {

    public Refusal {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(code);
        Objects.requireNonNull(detail);
    }

    /** The sorts of refusal, with the HTTP status each is shown as. */
    public enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        UNPROCESSABLE(422),
        TOO_MANY(429),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    public static Refusal invalid(String code, String detail) {
        return new Refusal(Kind.INVALID, code, detail);
    }

    public static Refusal forbidden(String code, String detail) {
        return new Refusal(Kind.FORBIDDEN, code, detail);
    }

    public static Refusal notFound(String code, String detail) {
        return new Refusal(Kind.NOT_FOUND, code, detail);
    }

    public static Refusal conflict(String code, String detail) {
        return new Refusal(Kind.CONFLICT, code, detail);
    }

    public static Refusal unprocessable(String code, String detail) {
        return new Refusal(Kind.UNPROCESSABLE, code, detail);
    }

    public static Refusal tooMany(String code, String detail) {
        return new Refusal(Kind.TOO_MANY, code, detail);
    }

    public static Refusal unavailable(String code, String detail) {
        return new Refusal(Kind.UNAVAILABLE, code, detail);
    }

    /** For the edge of a service, where a refusal becomes an answer. */
    public RefusedException asException() {
        return new RefusedException(this);
    }
}
