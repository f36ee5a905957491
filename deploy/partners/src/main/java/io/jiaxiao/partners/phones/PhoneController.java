package io.jiaxiao.partners.phones;

import io.jiaxiao.partners.web.BadInput;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/phones")
class PhoneController {

    private static final int LONGEST_WAIT_MILLIS = 60_000;
    private static final int LONGEST_PAGE = 1000;
    private static final int LONGEST_TEXT = 1000;

    private final Phones phones;
    private final List<UplinkRoute> routes;

    PhoneController(Phones phones, List<UplinkRoute> routes) {
        this.phones = phones;
        this.routes = routes;
    }

    /** @param lastSeq of the last text on any phone: give it as {@code after} to see only what comes from now on */
    record Inbox(String mobile, long lastSeq, List<ReceivedText> messages) {}

    /** @param to the number to send to; null for the one the last text came from, or else a partner's own code */
    record Writing(@Nullable String text, @Nullable String to) {}

    record Sent(String mobile, String to, String text, String partner) {}

    @GetMapping("/{mobile}/inbox")
    Inbox inbox(
            @PathVariable String mobile,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new BadInput("limit 必须在 1 到 " + LONGEST_PAGE + " 之间");
        }
        // Read first: a text that comes in between is then shown again rather than missed.
        long lastSeq = phones.lastSeq();
        List<ReceivedText> texts = phones.inbox(checked(mobile), Since.parse("since", since));
        return new Inbox(mobile, lastSeq, texts.stream().limit(limit).toList());
    }

    /** Waits in real time, so that a client's patience does not depend on the simulated clock. */
    @GetMapping("/{mobile}/inbox/latest")
    ResponseEntity<ReceivedText> latest(
            @PathVariable String mobile,
            @RequestParam(required = false) @Nullable String containing,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "0") int waitMillis)
            throws InterruptedException {
        if (waitMillis < 0 || waitMillis > LONGEST_WAIT_MILLIS) {
            throw new BadInput("waitMillis 必须在 0 到 " + LONGEST_WAIT_MILLIS + " 之间");
        }
        Predicate<ReceivedText> wanted = Since.parse("after", after)
                .and(text -> containing == null || text.text().contains(containing));
        return phones.latest(checked(mobile), wanted, Duration.ofMillis(waitMillis))
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PostMapping("/{mobile}/messages")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Sent send(@PathVariable String mobile, @RequestBody Writing writing) {
        String text = writing.text();
        if (text == null || text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new BadInput("text 必填，最长 " + LONGEST_TEXT + " 字");
        }
        String to = recipient(checked(mobile), writing.to());
        UplinkRoute route = routes.stream()
                .filter(each -> each.serves(to))
                .findFirst()
                .orElseThrow(() -> new BadInput(HttpStatus.NOT_FOUND, "没有合作方使用号码 " + to));
        if (!route.take(mobile, to, text)) {
            throw new BadInput(HttpStatus.CONFLICT, "合作方 " + route.partner() + " 没有登记上行推送地址");
        }
        return new Sent(mobile, to, text, route.partner());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear() {
        phones.clear();
    }

    private String recipient(String mobile, @Nullable String to) {
        if (to != null && !to.matches("\\d{3,21}")) {
            throw new BadInput("to 应为 3 到 21 位数字");
        }
        if (to != null) {
            return to;
        }
        return phones.inbox(mobile, text -> true).stream()
                .findFirst()
                .map(ReceivedText::from)
                .or(() -> routes.stream().findFirst().map(UplinkRoute::serviceCode))
                .orElseThrow(() -> new BadInput(HttpStatus.NOT_FOUND, "没有可发送的号码"));
    }

    private static String checked(String mobile) {
        if (!Phones.isMobile(mobile)) {
            throw new BadInput("手机号应为 11 位大陆号码");
        }
        return mobile;
    }
}
