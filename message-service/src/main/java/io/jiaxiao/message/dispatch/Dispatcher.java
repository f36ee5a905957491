package io.jiaxiao.message.dispatch;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.message.channel.Channels;
import io.jiaxiao.message.channel.OutgoingSms;
import io.jiaxiao.message.channel.Pass;
import io.jiaxiao.message.channel.Submission;
import io.jiaxiao.message.lifecycle.Messages;
import io.jiaxiao.message.lifecycle.domain.Attempt;
import io.jiaxiao.message.lifecycle.domain.WaitingMessage;
import io.jiaxiao.message.template.Templates;
import io.jiaxiao.message.template.domain.Template;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Brings one message to a channel. May be called for any message, at any time, by any number of threads and instances: the
 * guarded opening of an attempt lets one of them through. All that can fail or wait comes before that opening, so that as
 * little as possible lies between it and the call.
 */
@Component
class Dispatcher {

    private final Messages messages;
    private final Templates templates;
    private final Channels channels;
    private final AnswerBook answers;
    private final Clock clock;

    Dispatcher(Messages messages, Templates templates, Channels channels, AnswerBook answers, Clock clock) {
        this.messages = messages;
        this.templates = templates;
        this.channels = channels;
        this.answers = answers;
        this.clock = clock;
    }

    /** What came of it. */
    enum Outcome {
        /** A channel was called. */
        CALLED,
        /** Nothing is to be done: another has it, it is not due, or its life is over. */
        NOTHING_TO_DO,
        /** No channel may be called now; the sweep will come back to it. */
        NO_CHANNEL
    }

    /** @throws RuntimeException when the message cannot be read or composed; nothing was sent then */
    Outcome dispatch(long id) {
        Optional<WaitingMessage> found = messages.waiting(id);
        if (found.isEmpty()) {
            return Outcome.NOTHING_TO_DO;
        }
        WaitingMessage message = found.get();
        if (message.isExpiredAt(clock.instant())) {
            messages.expire(id);
            return Outcome.NOTHING_TO_DO;
        }
        if (message.lane() == Lane.CODE && message.attempts() > 0 && messages.endIfSuperseded(id)) {
            return Outcome.NOTHING_TO_DO;
        }
        Template template = template(message);
        Template.Draft.Ready text = text(message, template);
        Optional<Pass> entered = channels.enter(message.lane());
        if (entered.isEmpty()) {
            return Outcome.NO_CHANNEL;
        }
        Attempt attempt;
        Submission answer;
        try (Pass pass = entered.get()) {
            var sms = new OutgoingSms(
                    message.mobile(),
                    text.text(),
                    templates.remoteId(pass.channel(), template).orElse(null),
                    text.inOrder());
            attempt = messages.nextAttempt(message, pass.channel());
            if (!opened(message, attempt)) {
                return Outcome.NOTHING_TO_DO;
            }
            answer = pass.submit(sms);
        }
        answers.record(message, attempt, answer);
        return Outcome.CALLED;
    }

    private boolean opened(WaitingMessage message, Attempt attempt) {
        try {
            return messages.take(message, attempt);
        } catch (RuntimeException e) {
            // The database may have stored it before its answer was lost; only here it is known that nobody calls.
            answers.neverCalled(message, attempt);
            throw e;
        }
    }

    private Template template(WaitingMessage message) {
        return templates
                .version(message.templateCode(), message.templateVersion())
                .orElseThrow(() -> new IllegalStateException(
                        "template " + message.templateCode() + " v" + message.templateVersion() + " is gone"));
    }

    private static Template.Draft.Ready text(WaitingMessage message, Template template) {
        if (template.fill(message.params().byName()) instanceof Template.Draft.Ready ready) {
            return ready;
        }
        throw new IllegalStateException("message " + message.id() + " does not fit its template any more");
    }
}
