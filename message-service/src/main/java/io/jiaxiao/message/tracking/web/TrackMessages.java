package io.jiaxiao.message.tracking.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.message.channel.Channels;
import io.jiaxiao.message.lifecycle.MessageFilter;
import io.jiaxiao.message.lifecycle.MessageSearch;
import io.jiaxiao.message.lifecycle.domain.MessageSummary;
import io.jiaxiao.message.receipt.Receipts;
import io.jiaxiao.message.template.Templates;
import io.jiaxiao.message.template.domain.Template;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Service;

/** Where did this SMS go (requirement S9): numbers masked, texts never shown. */
@Service
class TrackMessages {

    /** The channel whose words the message's outcome is in, when no attempt says. */
    private static final String ANY = "mas";

    private static final Refusal TOO_WIDE = Refusal.unprocessable("SEARCH_TOO_WIDE", "查询的短信过多，请缩短时间跨度或指定号码后重试");

    private final MessageSearch search;
    private final Receipts receipts;
    private final Templates templates;
    private final Channels channels;

    TrackMessages(MessageSearch search, Receipts receipts, Templates templates, Channels channels) {
        this.search = search;
        this.receipts = receipts;
        this.templates = templates;
        this.channels = channels;
    }

    /** @throws io.jiaxiao.kernel.RefusedException 422 when it takes too long to find */
    MessagePage page(MessageFilter filter, int page, int size) {
        return inTime(() -> {
            Map<String, String> titles = new HashMap<>();
            List<MessageLine> lines = search.find(filter, (long) page * size, size).stream()
                    .map(message -> line(message, titles))
                    .toList();
            return MessagePage.of(lines, page, size, search.count(filter, MessagePage.MOST_COUNTED + 1));
        });
    }

    /** @throws io.jiaxiao.kernel.RefusedException 404 */
    MessageStory story(long id) {
        MessageSummary message = search.one(id)
                .orElseThrow(() -> Refusal.notFound("MESSAGE_UNKNOWN", "没有这条短信").asException());
        String wording = templates
                .version(message.templateCode(), message.templateVersion())
                .map(Template::body)
                .orElse("");
        var timeline = Timeline.of(message, search.attempts(id), receipts.ofMessage(id), this::reason);
        return new MessageStory(line(message, new HashMap<>()), message.caller(), wording, timeline);
    }

    /** @throws io.jiaxiao.kernel.RefusedException 422 when it takes too long to count */
    LaneSummary summary(Instant from, Instant until) {
        return inTime(() -> LaneSummary.of(from, until, search.counts(from, until)));
    }

    private static <T> T inTime(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (QueryTimeoutException e) {
            throw TOO_WIDE.asException();
        }
    }

    private MessageLine line(MessageSummary message, Map<String, String> titles) {
        String title = titles.computeIfAbsent(message.templateCode() + '/' + message.templateVersion(), key -> templates
                .version(message.templateCode(), message.templateVersion())
                .map(Template::title)
                .orElse(message.templateCode()));
        return MessageLine.of(message, title, reason(ANY, message.outcomeCode()).orElse(null));
    }

    /** Empty for an empty code. */
    private Optional<String> reason(String channel, String code) {
        if (code.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(OwnCodes.reason(code).orElseGet(() -> channels.reason(channel, code)));
    }
}
