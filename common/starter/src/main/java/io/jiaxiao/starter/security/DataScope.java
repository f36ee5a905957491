package io.jiaxiao.starter.security;

import io.jiaxiao.kernel.Refusal;

/** The last check before data is shown or changed: an id from the client proves nothing. */
public final class DataScope {

    private static final Refusal NOT_YOURS = Refusal.forbidden("OUT_OF_SCOPE", "您没有权限查看或操作该数据");

    private DataScope() {}

    /**
     * @param within whether the subject is within the caller's scope, as the owning feature has found out
     * @throws io.jiaxiao.kernel.RefusedException 403, the same whether the subject exists or not
     */
    public static void require(boolean within) {
        if (!within) {
            throw NOT_YOURS.asException();
        }
    }
}
