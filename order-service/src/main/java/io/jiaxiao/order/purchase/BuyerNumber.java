package io.jiaxiao.order.purchase;

import io.jiaxiao.contracts.roster.PeopleApi;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.kernel.RefusedException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The number roster-service knows a person by, asked for outside any transaction. */
@Component
class BuyerNumber {

    private final PeopleApi people;

    BuyerNumber(PeopleApi people) {
        this.people = people;
    }

    /**
     * In clear; empty for a person without one, or nobody.
     *
     * @throws RuntimeException when roster-service cannot say
     */
    Optional<String> of(String personId) {
        try {
            return Optional.ofNullable(people.person(personId).mobile());
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof RefusedException refused
                        && refused.refusal().kind() == Refusal.Kind.NOT_FOUND) {
                    return Optional.empty();
                }
            }
            throw e;
        }
    }
}
