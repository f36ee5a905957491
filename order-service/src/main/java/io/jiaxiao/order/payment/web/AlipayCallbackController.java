package io.jiaxiao.order.payment.web;

import io.jiaxiao.order.payment.TakeNotify;
import io.jiaxiao.order.payment.alipay.AlipayProperties;
import io.jiaxiao.order.payment.alipay.Notify;
import io.jiaxiao.order.payment.alipay.NotifyCheck;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where Alipay tells of payments. The seven letters of {@code success} mean stored; anything else makes it tell again. */
@Hidden
@RestController
class AlipayCallbackController {

    private static final int LARGEST = 64 * 1024;
    private static final String STORED = "success";

    private final NotifyCheck check;
    private final TakeNotify take;
    private final MeterRegistry meters;
    private final Timer acknowledged;
    private final List<IpAddressMatcher> sources;

    AlipayCallbackController(AlipayProperties properties, NotifyCheck check, TakeNotify take, MeterRegistry meters) {
        this.check = check;
        this.take = take;
        this.meters = meters;
        this.acknowledged = Timer.builder("jiaxiao.callback.acknowledged")
                .description("from a partner's call to our word that it is stored")
                .tag("partner", "alipay")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        this.sources =
                properties.callbackSources().stream().map(IpAddressMatcher::new).toList();
    }

    @PostMapping(path = "/callback/alipay/notify", produces = MediaType.TEXT_PLAIN_VALUE)
    String take(HttpServletRequest request) throws IOException {
        Timer.Sample time = Timer.start(meters);
        String source = sourceOf(request);
        boolean allowed = sources.isEmpty() || sources.stream().anyMatch(matcher -> matcher.matches(source));
        take.take(
                allowed
                        ? check.judge(request.getInputStream().readNBytes(LARGEST))
                        : new Notify.Bad(Notify.Fault.SOURCE),
                source);
        time.stop(acknowledged);
        return STORED;
    }

    /** The gateway alone sets the header; without a gateway in between the connection says it. */
    private static String sourceOf(HttpServletRequest request) {
        String client = request.getHeader("X-Client-Ip");
        return client != null && client.matches("[0-9a-fA-F.:]{2,45}") ? client : request.getRemoteAddr();
    }
}
