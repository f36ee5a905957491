package io.jiaxiao.roster.people;

import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;

/** The person behind a user's token. A client's token can open a user's path too, but there is nobody behind it. */
public final class CallerPerson {

    private CallerPerson() {}

    /** @throws io.jiaxiao.kernel.RefusedException 403 when the caller is no person */
    public static long id(Caller caller) {
        DataScope.require(caller.kind() == Caller.Kind.USER && isId(caller.id()));
        return caller.personId();
    }

    private static boolean isId(String subject) {
        try {
            return Long.parseLong(subject) > 0;
        } catch (NumberFormatException notAnId) {
            return false;
        }
    }
}
