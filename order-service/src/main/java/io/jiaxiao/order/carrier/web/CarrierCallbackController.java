package io.jiaxiao.order.carrier.web;

import io.jiaxiao.order.carrier.TakeCarrierNotice;
import io.jiaxiao.order.carrier.wire.CarrierNotices;
import io.jiaxiao.order.carrier.wire.CarrierProperties;
import io.jiaxiao.order.carrier.wire.Dsmp;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the carrier tells of orders, and where DSMP does. */
@Hidden
@RestController
class CarrierCallbackController {

    private static final int LARGEST = 64 * 1024;
    private static final String STORED = "{\"code\":\"0000\"}";

    private final CarrierNotices notices;
    private final TakeCarrierNotice take;
    private final List<IpAddressMatcher> sources;

    CarrierCallbackController(CarrierProperties properties, CarrierNotices notices, TakeCarrierNotice take) {
        this.notices = notices;
        this.take = take;
        this.sources =
                properties.callbackSources().stream().map(IpAddressMatcher::new).toList();
    }

    @PostMapping(path = "/callback/carrier/orders", produces = MediaType.APPLICATION_JSON_VALUE)
    String order(HttpServletRequest request) throws IOException {
        take.take(notices.genuine(body(request)), sourceOf(request));
        return STORED;
    }

    /** Has no signature: only its sources say whose it is. */
    @PostMapping(path = "/callback/carrier/dsmp", produces = MediaType.TEXT_XML_VALUE)
    String dsmp(HttpServletRequest request) throws IOException {
        return Dsmp.read(body(request))
                .map(sync -> Dsmp.answer(sync.transactionId(), take.take(sync)))
                .orElseGet(() -> Dsmp.answer("", Dsmp.MALFORMED));
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        String source = sourceOf(request);
        if (!sources.isEmpty() && sources.stream().noneMatch(matcher -> matcher.matches(source))) {
            take.refuse(source);
        }
        return request.getInputStream().readNBytes(LARGEST);
    }

    /** The gateway alone sets the header; without a gateway in between the connection says it. */
    private static String sourceOf(HttpServletRequest request) {
        String client = request.getHeader("X-Client-Ip");
        return client != null && client.matches("[0-9a-fA-F.:]{2,45}") ? client : request.getRemoteAddr();
    }
}
