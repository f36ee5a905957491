package io.jiaxiao.partners.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Input to the simulator's own controls that cannot be followed; answered as problem+json. */
public final class BadInput extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    /** @param detail what is wrong, for a person, in Chinese */
    public BadInput(String detail) {
        this(HttpStatus.BAD_REQUEST, detail);
    }

    public BadInput(HttpStatus status, String detail) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
