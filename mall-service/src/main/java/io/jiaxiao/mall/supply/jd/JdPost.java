package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.starter.partner.Heard;
import io.jiaxiao.starter.partner.PartnerLine;
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

    private final PartnerLine line;
    private final URI base;

    JdPost(PartnerLine line, URI base) {
        this.line = line;
        this.base = base;
    }

    /** @param path such as {@code /api/order/submitOrder}; neither it nor its answer's code is personal data */
    JdAnswer send(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        Heard heard = line.post(
                URI.create(base + path),
                "application/x-www-form-urlencoded;charset=UTF-8",
                body.getBytes(StandardCharsets.US_ASCII));
        return switch (heard) {
            case Heard.Answer(byte[] answer) -> read(path, answer);
            case Heard.WithoutEffect(String code) -> new JdAnswer.NotMade(code);
            case Heard.Unknown(String code) -> new JdAnswer.Silent(code);
        };
    }

    private static JdAnswer read(String path, byte[] answer) {
        try {
            JsonNode envelope = JdJson.read(answer);
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
