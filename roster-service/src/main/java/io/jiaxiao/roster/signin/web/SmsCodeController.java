package io.jiaxiao.roster.signin.web;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.roster.people.MobileText;
import io.jiaxiao.roster.signin.IssueCode;
import io.jiaxiao.roster.signin.domain.ClientAddress;
import io.jiaxiao.starter.problem.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Asks for a sign-in code. The answer is the same whether anybody is known by the number or not. */
@RestController
class SmsCodeController {

    private final IssueCode issueCode;

    SmsCodeController(IssueCode issueCode) {
        this.issueCode = issueCode;
    }

    /**
     * @param mobile   11 digits, also with +86, spaces or dashes
     * @param purpose  what the code is for
     * @param deviceId made by the app at its first start and kept there
     */
    record SmsCodeRequest(
            @NotNull(message = "不能为空") @Pattern(regexp = MobileText.SHAPE, message = MobileText.MESSAGE) String mobile,
            @NotNull(message = "不能为空") Purpose purpose,
            @NotNull(message = "不能为空") @Pattern(regexp = "[A-Za-z0-9._:-]{8,64}", message = "须为8至64位字母、数字或 ._:-")
                    String deviceId) {}

    /** What a code can be asked for. */
    enum Purpose {
        SIGN_IN
    }

    /** What the app needs for its next screen. */
    record SmsCodeResponse(int codeLength, long expiresInSeconds, long resendAfterSeconds) {}

    @PostMapping("/auth/sms-codes")
    ResponseEntity<Object> issue(
            @Valid @RequestBody SmsCodeRequest request,
            @RequestHeader(name = "X-Client-Ip", required = false) @Nullable String clientIp) {
        Mobile mobile = Mobile.parse(request.mobile());
        String address = clientIp == null ? ClientAddress.UNKNOWN : clientIp;
        return switch (issueCode.issue(mobile, request.deviceId(), address)) {
            case IssueCode.Result.Sent sent ->
                ResponseEntity.accepted()
                        .body(new SmsCodeResponse(sent.digits(), sent.life().toSeconds(), seconds(sent.resendAfter())));
            case IssueCode.Result.TooMany many ->
                refused(
                        Refusal.tooMany("TOO_MANY_CODES", "获取验证码过于频繁，请" + words(many.retryAfter()) + "后再试"),
                        many.retryAfter());
            case IssueCode.Result.NotSent notSent ->
                notSent.retryAfter().isZero()
                        ? refused(Refusal.unavailable("SMS_UNAVAILABLE", "短信暂时发送不出去，请稍后再试"), Duration.ofSeconds(1))
                        : refused(
                                Refusal.unavailable(
                                        "SMS_UNAVAILABLE", "短信可能未能发出，如未收到请" + words(notSent.retryAfter()) + "后再试"),
                                notSent.retryAfter());
        };
    }

    private static ResponseEntity<Object> refused(Refusal refusal, Duration wait) {
        return ResponseEntity.status(HttpStatus.valueOf(refusal.kind().status()))
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(seconds(wait), 1)))
                .body(Problems.of(refusal));
    }

    /** Rounded up: after so many seconds it does work. */
    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }

    private static String words(Duration wait) {
        long seconds = seconds(wait);
        if (seconds < 120) {
            return seconds + "秒";
        }
        return seconds < 7200 ? (seconds + 59) / 60 + "分钟" : (seconds + 3599) / 3600 + "小时";
    }
}
