package io.jiaxiao.partners.kefei;

import io.jiaxiao.partners.recharge.Reply;
import io.jiaxiao.partners.time.Later;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The partner's one address. It speaks GBK and nothing else. */
@RestController
class KefeiController {

    private static final int LARGEST_BODY = 1 << 16;
    private static final String CONTENT_TYPE = "application/json;charset=GBK";

    private final Optional<Recharges> recharges;
    private final Later later;

    /** @param recharges empty when the contract's key is missing: then the partner is out of business */
    KefeiController(Optional<Recharges> recharges, Later later) {
        this.recharges = recharges;
        this.later = later;
    }

    @PostMapping("/kefei/API")
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        Reply reply;
        if (recharges.isEmpty()) {
            reply = new Reply.Status(HttpStatus.SERVICE_UNAVAILABLE.value());
        } else if (!isGbkJson(request.getContentType())) {
            reply = new Reply.Status(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
        } else if (body.length > LARGEST_BODY) {
            reply = new Reply.Status(HttpStatus.CONTENT_TOO_LARGE.value());
        } else {
            reply = recharges.get().serve(KefeiRequest.decoded(body), request.getRemoteAddr());
        }
        reply.send(request, response, CONTENT_TYPE, KefeiRequest.GBK, later);
    }

    private static boolean isGbkJson(@Nullable String contentType) {
        try {
            MediaType type = contentType == null ? MediaType.ALL : MediaType.parseMediaType(contentType);
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON) && KefeiRequest.GBK.equals(type.getCharset());
        } catch (InvalidMediaTypeException nonsense) {
            return false;
        }
    }
}
