package io.jiaxiao.message.tracking.web;

import java.util.Map;
import java.util.Optional;

/** Codes that come from this service and not from a channel. */
final class OwnCodes {

    private static final Map<String, String> REASONS = Map.of(
            "EXPIRED_BEFORE_SENDING", "有效期内未能发出",
            "SUPERSEDED", "已有更新的验证码，本条不再发送",
            "NO_ANSWER_STORED", "发送过程中断，无法确认是否已发出",
            "NOT_CALLED", "系统繁忙，本次未发出");

    private OwnCodes() {}

    static Optional<String> reason(String code) {
        return Optional.ofNullable(REASONS.get(code));
    }
}
