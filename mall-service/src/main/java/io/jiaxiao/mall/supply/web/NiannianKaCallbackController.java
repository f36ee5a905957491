package io.jiaxiao.mall.supply.web;

import io.jiaxiao.mall.supply.callback.CallbackDesk;
import io.jiaxiao.mall.supply.callback.Verdict;
import io.jiaxiao.mall.supply.niannianka.NiannianKaCallback;
import io.jiaxiao.mall.supply.niannianka.NiannianKaProperties;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What 年年卡 calls; {@code success} in the answer means stored. */
@Hidden
@RestController
class NiannianKaCallbackController {

    private static final int LARGEST = 64 * 1024;

    private final NiannianKaProperties properties;
    private final NiannianKaCallback callback;
    private final CallbackDesk desk;

    NiannianKaCallbackController(NiannianKaProperties properties, NiannianKaCallback callback, CallbackDesk desk) {
        this.properties = properties;
        this.callback = callback;
        this.desk = desk;
    }

    /** The last part of the path is whatever was registered with the partner; what proves a call is its signature. */
    @PostMapping(path = "/callback/niannianka/{registered}", produces = MediaType.TEXT_PLAIN_VALUE)
    String take(HttpServletRequest request) throws IOException {
        Verdict verdict = desk.mayComeFrom(properties.callbackSources(), request)
                ? callback.judge(request.getInputStream().readNBytes(LARGEST))
                : new Verdict.Bad(Verdict.Fault.SOURCE);
        desk.take("niannianka", verdict, request);
        return NiannianKaCallback.ACKNOWLEDGEMENT;
    }
}
