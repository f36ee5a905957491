package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.wire.Heard;
import io.jiaxiao.mall.supply.wire.PartnerHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Posts a form to JD and reads the envelope of the answer. Only what it says clearly is believed. */
final class JdPost {

    private static final Logger log = LoggerFactory.getLogger(JdPost.class);
    private static final int OK = 200;

    private final PartnerHttp http;
    private final URI base;

    JdPost(PartnerHttp http, URI base) {
        this.http = http;
        this.base = base;
    }

    /** @param path such as {@code /api/order/submitOrder}; neither it nor its answer's code is personal data */
    JdAnswer send(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        Heard heard = http.post(
                URI.create(base + path),
                "application/x-www-form-urlencoded;charset=UTF-8",
                body.getBytes(StandardCharsets.US_ASCII));
        return switch (heard) {
            case Heard.Answered answered -> read(path, answered);
            case Heard.NotSent(String cause) -> {
                log.warn("京东 {} was not sent: {}", path, cause);
                yield new JdAnswer.NotMade(JdCodes.NOT_CONNECTED);
            }
            case Heard.Silence(String cause) -> {
                log.warn("京东 {} gave no answer, unknown whether done: {}", path, cause);
                yield new JdAnswer.Silent(JdCodes.NO_ANSWER);
            }
        };
    }

    /** JD itself answers 200 always: a 3xx or 4xx was stopped before it, behind a 5xx it may have acted. */
    private static JdAnswer read(String path, Heard.Answered answered) {
        if (answered.status() != OK) {
            log.warn("京东 {} answered HTTP {}", path, answered.status());
            String code = "HTTP_" + answered.status();
            return answered.status() >= 300 && answered.status() < 500
                    ? new JdAnswer.NotMade(code)
                    : new JdAnswer.Silent(code);
        }
        try {
            JsonNode envelope = JdJson.read(answered.body());
            String code = JdJson.text(envelope.path("resultCode")).strip();
            String success = JdJson.text(envelope.path("success"));
            if (!code.matches("\\d{4}") || !success.matches("true|false")) {
                log.warn("京东 {} answered in no envelope of its own", path);
                return new JdAnswer.Silent(JdCodes.UNREADABLE_ANSWER);
            }
            JsonNode result = JdJson.unpacked(envelope.path("result"));
            return new JdAnswer.Told(success.equals("true"), code, JdJson.text(envelope.path("resultMessage")), result);
        } catch (JacksonException e) {
            log.warn("京东 {} answered no JSON", path);
            return new JdAnswer.Silent(JdCodes.UNREADABLE_ANSWER);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
