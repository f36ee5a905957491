package io.jiaxiao.roster.people;

import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;

/** The person behind a user's token. A client's token can open a user's path too, but there is nobody behind it. */
public final class CallerPerson {

    private CallerPerson() {}

    /** @throws io.jiaxiao.kernel.RefusedException 403 when the caller is no person */
    public static long id(Caller caller) {
        boolean person = caller.kind() == Caller.Kind.USER
                && !caller.id().isEmpty()
                && caller.id().chars().allMatch(c -> c >= '0' && c <= '9');
        DataScope.require(person);
        return caller.personId();
    }
}
