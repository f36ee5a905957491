package io.jiaxiao.partners.carrier;

import io.jiaxiao.partners.recharge.Reply;
import io.jiaxiao.partners.time.Later;
import io.jiaxiao.partners.web.BadInput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The carrier's addresses, its daily file, and what happens at its own counters. */
@RestController
@RequestMapping("/carrier")
class CarrierController {

    private static final int LARGEST_BODY = 1 << 16;

    private final Optional<CarrierOffice> office;
    private final Later later;

    /** @param office empty when the key is missing: then nobody is served */
    CarrierController(Optional<CarrierOffice> office, Later later) {
        this.office = office;
        this.later = later;
    }

    @PostMapping("/api/{path}")
    void serve(@PathVariable String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY);
        Optional<Call> call = Call.of(path);
        Reply reply;
        if (office.isEmpty()) {
            reply = new Reply.Status(HttpStatus.SERVICE_UNAVAILABLE.value());
        } else if (call.isEmpty()) {
            reply = new Reply.Status(HttpStatus.NOT_FOUND.value());
        } else {
            reply = office.get().desk().serve(call.get(), new String(body, StandardCharsets.UTF_8));
        }
        reply.send(request, response, "application/json;charset=UTF-8", StandardCharsets.UTF_8, later);
    }

    /** All that was decided on a day; the real one lies on an SFTP server. */
    @GetMapping("/files/{day}")
    ResponseEntity<byte[]> file(@PathVariable String day) {
        LocalDate date;
        try {
            date = LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException notADay) {
            throw new BadInput("日期应为 yyyyMMdd");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .body(open().file().of(date));
    }

    /** @param action open, stop, activate or pause; {@code copies} of its message are sent */
    record Counter(@Nullable String action, @Nullable Integer reason, @Nullable Integer copies) {}

    private static final Map<String, Integer> ACTIONS = Map.of("open", 1, "stop", 2, "activate", 3, "pause", 4);

    /** What a clerk, 10086 or the billing system did to a number; told by DSMP. */
    @PostMapping("/control/lines/{mobile}/{product}")
    Map<String, String> counter(
            @PathVariable String mobile, @PathVariable String product, @RequestBody Counter counter) {
        Integer action = ACTIONS.get(String.valueOf(counter.action()));
        if (action == null) {
            throw new BadInput("action 应为 open、stop、activate 或 pause");
        }
        Subscribers subscribers = open().subscribers();
        Line line =
                switch (action) {
                    case 1 -> subscribers.open(mobile, product);
                    case 2 ->
                        subscribers.end(mobile, product).orElseThrow(() -> new BadInput(HttpStatus.CONFLICT, "用户未订购"));
                    default ->
                        subscribers.line(mobile, product).orElseThrow(() -> new BadInput(HttpStatus.CONFLICT, "用户未订购"));
                };
        int reason = counter.reason() == null ? 2 : counter.reason();
        open().telling().dsmp(line, action, reason, counter.copies() == null ? 1 : counter.copies());
        return Map.of("orderId", line.orderId(), "action", line.action());
    }

    /** What the end of the month brings to a number that has unsubscribed, at once. */
    @PostMapping("/control/lines/{mobile}/{product}/month-end")
    Map<String, String> monthEnd(@PathVariable String mobile, @PathVariable String product) {
        Line line =
                open().subscribers().end(mobile, product).orElseThrow(() -> new BadInput(HttpStatus.CONFLICT, "用户未订购"));
        open().telling().notify(line);
        return Map.of("orderId", line.orderId(), "action", line.action());
    }

    @GetMapping("/control/lines/{mobile}/{product}")
    List<Map<String, String>> line(@PathVariable String mobile, @PathVariable String product) {
        return open().subscribers().line(mobile, product).stream()
                .map(line -> Map.of(
                        "orderId", line.orderId(),
                        "action", line.action(),
                        "status", line.status(),
                        "expTime", open().telling().time(line.expires())))
                .toList();
    }

    private CarrierOffice open() {
        return office.orElseThrow(() -> new BadInput(HttpStatus.SERVICE_UNAVAILABLE, "缺少密钥，运营商未开业"));
    }
}
