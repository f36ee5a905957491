package io.jiaxiao.partners.niannianka;

import io.jiaxiao.partners.recharge.Reply;
import io.jiaxiao.partners.time.Later;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The partner's one address, spelled as the partner spells it. */
@RestController
class NiannianKaController {

    private static final int LARGEST_BODY = 1 << 16;

    private final Optional<Supplier> supplier;
    private final Later later;

    /** @param supplier empty when the contract's secret is missing: then the partner is out of business */
    NiannianKaController(Optional<Supplier> supplier, Later later) {
        this.supplier = supplier;
        this.later = later;
    }

    @PostMapping("/niannianka/api/getway")
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String body = new String(request.getInputStream().readNBytes(LARGEST_BODY + 1), StandardCharsets.UTF_8);
        String type = request.getContentType();
        Reply reply;
        if (supplier.isEmpty()) {
            reply = new Reply.Status(HttpStatus.SERVICE_UNAVAILABLE.value());
        } else if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            reply = new Reply.Status(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
        } else if (body.length() > LARGEST_BODY) {
            reply = new Reply.Status(HttpStatus.CONTENT_TOO_LARGE.value());
        } else {
            reply = supplier.get().serve(body);
        }
        reply.send(request, response, "application/json;charset=utf-8", StandardCharsets.UTF_8, later);
    }
}
