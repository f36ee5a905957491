package io.jiaxiao.partners.mas;

import io.jiaxiao.partners.time.Later;
import io.jiaxiao.partners.web.HangUp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The partner's two addresses. Reads the body itself, because its Content-Type means nothing (partners.md 1.1). */
@RestController
@RequestMapping("/mas/sms")
class MasController {

    private static final int LARGEST_BODY = 4 << 20;

    private final SubmitMessages submitMessages;
    private final Later later;
    private final JsonMapper json;

    MasController(SubmitMessages submitMessages, Later later, JsonMapper json) {
        this.submitMessages = submitMessages;
        this.later = later;
        this.json = json;
    }

    /** The fields in the partner's order. */
    record Answer(String msgGroup, String rspcod, boolean success) {}

    @PostMapping("/norsubmit")
    void plain(HttpServletRequest request, HttpServletResponse response) throws IOException {
        submit(Api.NORSUBMIT, request, response);
    }

    @PostMapping("/tmpsubmit")
    void template(HttpServletRequest request, HttpServletResponse response) throws IOException {
        submit(Api.TMPSUBMIT, request, response);
    }

    private void submit(Api api, HttpServletRequest request, HttpServletResponse response) throws IOException {
        // One byte more than allowed is no longer Base64 of the right length, so it is refused like any other garbage.
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        switch (submitMessages.submit(api, new String(body, StandardCharsets.UTF_8))) {
            case SubmitMessages.Reply.Said said -> {
                try {
                    say(response, said);
                } finally {
                    said.afterwards().run();
                }
            }
            case SubmitMessages.Reply.ServerError unused ->
                response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.value());
            case SubmitMessages.Reply.Silence silence -> {
                later.await(silence.duration());
                HangUp.on(request);
            }
        }
    }

    private void say(HttpServletResponse response, SubmitMessages.Reply.Said said) throws IOException {
        Rspcod rspcod = said.rspcod();
        Answer answer = new Answer(said.msgGroup(), rspcod.name(), rspcod == Rspcod.success);
        byte[] bytes = json.writeValueAsBytes(answer);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
        response.flushBuffer();
    }
}
