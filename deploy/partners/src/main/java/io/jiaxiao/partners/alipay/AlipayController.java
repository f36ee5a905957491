package io.jiaxiao.partners.alipay;

import io.jiaxiao.partners.recharge.Reply;
import io.jiaxiao.partners.time.Later;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Alipay's addresses. Reads the body itself: parameters come in the address and in the body, and the journal wants it as it came. */
@RestController
class AlipayController {

    private static final int LARGEST_BODY = 1 << 20;
    private static final String CONTENT_TYPE = "text/html;charset=utf-8";

    private final Optional<Office> office;
    private final Later later;

    /** @param office empty when the keys are missing: then nobody is served */
    AlipayController(Optional<Office> office, Later later) {
        this.office = office;
        this.later = later;
    }

    @PostMapping("/alipay/gateway.do")
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        Reply reply;
        if (office.isEmpty()) {
            reply = new Reply.Status(HttpStatus.SERVICE_UNAVAILABLE.value());
        } else if (body.length > LARGEST_BODY) {
            reply = new Reply.Status(HttpStatus.CONTENT_TOO_LARGE.value());
        } else {
            office.get().bills().reachedAt("http://" + request.getServerName() + ":" + request.getServerPort());
            reply = office.get().gateway().serve(request.getQueryString(), new String(body, StandardCharsets.UTF_8));
        }
        reply.send(request, response, CONTENT_TYPE, StandardCharsets.UTF_8, later);
    }

    @GetMapping("/alipay/bills/{token}")
    ResponseEntity<byte[]> bill(@PathVariable String token) {
        return office.flatMap(open -> open.bills().download(token))
                .map(zip -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .body(zip))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.FORBIDDEN).build());
    }
}
