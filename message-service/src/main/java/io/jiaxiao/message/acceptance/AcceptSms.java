package io.jiaxiao.message.acceptance;

import io.jiaxiao.contracts.message.AcceptMessage;
import io.jiaxiao.contracts.message.AcceptedMessage;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.message.lifecycle.Messages;
import io.jiaxiao.message.lifecycle.domain.NewMessage;
import io.jiaxiao.message.lifecycle.domain.Values;
import io.jiaxiao.message.template.Templates;
import io.jiaxiao.message.template.domain.Template;
import io.jiaxiao.starter.idempotency.Idempotency;
import io.jiaxiao.starter.ids.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Takes one message: everything that can be wrong with it is found now, while somebody still listens. Message, key and
 * event commit together, so an answer means that it will be sent or its life will end.
 */
@Service
public class AcceptSms {

    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private static final Refusal KEY_USED = Refusal.unprocessable("IDEMPOTENCY_KEY_REUSED", "该消息编号已被使用，请更换编号后重试");

    private final Templates templates;
    private final Messages messages;
    private final Fingerprints fingerprints;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;
    private final MeterRegistry meters;

    AcceptSms(
            Templates templates,
            Messages messages,
            Fingerprints fingerprints,
            Idempotency idempotency,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        this.templates = templates;
        this.messages = messages;
        this.fingerprints = fingerprints;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * @param caller the service that asks; keys of two services never meet
     * @throws io.jiaxiao.kernel.RefusedException 422 for a key used with another body, an unknown template, a wrong lane,
     *     values that do not fit, a text too long, or a life already over; 409 while the first copy is at work
     */
    public AcceptedMessage accept(String caller, AcceptMessage wanted) {
        var stored = new AtomicBoolean();
        AcceptedMessage accepted;
        try {
            accepted = idempotency.run(
                    "messages:" + caller, wanted.key(), fingerprints.of(wanted), AcceptedMessage.class, () -> {
                        stored.set(true);
                        return store(caller, wanted);
                    });
        } catch (DuplicateKeyException e) {
            // Keys are forgotten after a month, messages are not.
            throw KEY_USED.asException();
        }
        if (stored.get()) {
            meters.counter("jiaxiao.messages.accepted", "lane", wanted.lane().name(), "template", wanted.template())
                    .increment();
        }
        return accepted;
    }

    private AcceptedMessage store(String caller, AcceptMessage wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expiresAt = expiry(wanted.expiresAt(), now);
        Template template = template(wanted);
        var message = new NewMessage(
                ids.next(),
                caller,
                wanted.key(),
                wanted.lane(),
                template.code(),
                template.version(),
                new Mobile(wanted.mobile()),
                new Values(wanted.params()),
                segments(template, wanted),
                now,
                expiresAt);
        messages.accept(message);
        return new AcceptedMessage(Long.toString(message.id()), now);
    }

    private static @Nullable Instant expiry(@Nullable Instant wanted, Instant now) {
        if (wanted == null) {
            return null;
        }
        if (!wanted.isAfter(now)) {
            throw Refusal.unprocessable("ALREADY_EXPIRED", "消息的有效期已过").asException();
        }
        if (wanted.isAfter(now.plus(LONGEST_LIFE))) {
            throw Refusal.unprocessable("LIVES_TOO_LONG", "有效期 expiresAt 最长为一年").asException();
        }
        return wanted.truncatedTo(ChronoUnit.MILLIS);
    }

    private Template template(AcceptMessage wanted) {
        Template template = templates.current(wanted.template()).orElseThrow(() -> Refusal.unprocessable(
                        "TEMPLATE_UNKNOWN", "短信模板不存在")
                .asException());
        if (template.lane() != wanted.lane()) {
            throw Refusal.unprocessable("LANE_NOT_ALLOWED", "该模板只能用于 " + template.lane() + " 通道级别")
                    .asException();
        }
        return template;
    }

    private static int segments(Template template, AcceptMessage wanted) {
        return switch (template.fill(wanted.params())) {
            case Template.Draft.Ready ready -> ready.segments();
            case Template.Draft.WrongVariables wrong ->
                throw Refusal.unprocessable(
                                "PARAMS_DO_NOT_FIT", "模板变量缺少或多余：params." + String.join("、params.", wrong.names()))
                        .asException();
            case Template.Draft.TooLong tooLong ->
                throw Refusal.unprocessable("TEXT_TOO_LONG", "短信内容过长，最多 " + tooLong.most() + " 条")
                        .asException();
        };
    }
}
