package io.jiaxiao.message.channel.mas;

import io.jiaxiao.message.channel.OutgoingSms;
import io.jiaxiao.message.channel.SmsChannel;
import io.jiaxiao.message.channel.Submission;
import io.jiaxiao.starter.partner.Heard;
import io.jiaxiao.starter.partner.PartnerLine;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** 中原云MAS over HTTP. It has no idempotency key, so every doubt about an answer is {@link Submission.Unknown}. */
final class MasChannel implements SmsChannel, AutoCloseable {

    private static final String CONTENT_TYPE = "text/plain;charset=UTF-8";
    private static final long MOST_BYTES = 64 * 1024;

    private final MasAccount account;
    private final MasAnswers answers;
    private final URI plain;
    private final URI fromTemplate;
    private final PartnerLine line;

    MasChannel(MasAccount account, MasAnswers answers, MasProperties properties) {
        this.account = account;
        this.answers = answers;
        this.plain = URI.create(properties.baseUrl() + "/sms/norsubmit");
        this.fromTemplate = URI.create(properties.baseUrl() + "/sms/tmpsubmit");
        this.line = new PartnerLine("云MAS", properties.connect(), properties.read(), MOST_BYTES);
    }

    @Override
    public String name() {
        return "mas";
    }

    @Override
    public String reason(String code) {
        return MasCodes.reason(code);
    }

    @Override
    public Submission submit(OutgoingSms sms) {
        String template = sms.remoteId();
        String mobile = sms.mobile().digits();
        if (template != null) {
            return post(fromTemplate, account.fromTemplate(mobile, template, sms.inOrder()));
        }
        // 云MAS takes such a content for a list of numbers with a text each
        if (sms.text().strip().startsWith("{")) {
            return new Submission.Refused(MasCodes.LOOKS_LIKE_JSON, Submission.Again.NEVER);
        }
        return post(plain, account.plain(mobile, sms.text()));
    }

    private Submission post(URI uri, String body) {
        return switch (line.post(uri, CONTENT_TYPE, body.getBytes(StandardCharsets.US_ASCII))) {
            case Heard.Answer(byte[] answer) -> answers.read(answer);
            case Heard.WithoutEffect(String code)
            when code.equals(MasCodes.NOT_CONNECTED) -> new Submission.Refused(code, MasCodes.again(code));
            // Stopped by something in front of 云MAS, and stays so until somebody looks.
            case Heard.WithoutEffect(String code) -> new Submission.Refused(code, Submission.Again.AFTER_ALARM);
            case Heard.Unknown(String code) -> new Submission.Unknown(code);
        };
    }

    @Override
    public void close() {
        line.close();
    }
}
