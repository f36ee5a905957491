package io.jiaxiao.mall.supply.web;

import io.jiaxiao.mall.supply.callback.CallbackDesk;
import io.jiaxiao.mall.supply.callback.Verdict;
import io.jiaxiao.mall.supply.kefei.KefeiCallback;
import io.jiaxiao.mall.supply.kefei.KefeiProperties;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What 科飞 calls, in GBK; {@code OK} in the answer means stored. */
@Hidden
@RestController
class KefeiCallbackController {

    private static final int LARGEST = 64 * 1024;

    private final KefeiProperties properties;
    private final KefeiCallback callback;
    private final CallbackDesk desk;

    KefeiCallbackController(KefeiProperties properties, KefeiCallback callback, CallbackDesk desk) {
        this.properties = properties;
        this.callback = callback;
        this.desk = desk;
    }

    @PostMapping(path = "/callback/kefei/orders", produces = MediaType.TEXT_PLAIN_VALUE)
    String take(HttpServletRequest request) throws IOException {
        Verdict verdict = desk.mayComeFrom(properties.callbackSources(), request)
                ? callback.judge(request.getInputStream().readNBytes(LARGEST))
                : new Verdict.Bad(Verdict.Fault.SOURCE);
        desk.take("kefei", verdict, request);
        return KefeiCallback.ACKNOWLEDGEMENT;
    }
}
