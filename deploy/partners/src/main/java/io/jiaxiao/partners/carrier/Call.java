package io.jiaxiao.partners.carrier;

import java.util.Arrays;
import java.util.Optional;

/** What can be called. */
enum Call {
    CHECK("checkQualification"),
    SEND_CODE("sendSmsCode"),
    CONFIRM("confirmOrder"),
    QUERY("queryOrder"),
    UNSUBSCRIBE("unsubscribe");

    private final String path;

    Call(String path) {
        this.path = path;
    }

    static Optional<Call> of(String path) {
        return Arrays.stream(values()).filter(call -> call.path.equals(path)).findFirst();
    }

    String path() {
        return path;
    }
}
