package io.jiaxiao.order.place;

import io.jiaxiao.starter.security.Caller;
import io.jiaxiao.starter.security.DataScope;

/** The person behind a user's token. */
public final class CallerPerson {

    private CallerPerson() {}

    /** @throws io.jiaxiao.kernel.RefusedException 403 when the caller is no person */
    public static long id(Caller caller) {
        DataScope.require(caller.kind() == Caller.Kind.USER && caller.id().matches("[1-9][0-9]{0,17}"));
        return caller.personId();
    }
}
