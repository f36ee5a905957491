package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.time.Later;
import io.jiaxiao.partners.web.HangUp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** JD's addresses. Reads the body itself, so that the journal has it as it came. */
@RestController
@RequestMapping("/jd")
class JdController {

    private static final int LARGEST_BODY = 1 << 20;

    private final JdDesk desk;
    private final Later later;
    private final JsonMapper json;

    JdController(JdDesk desk, Later later, JsonMapper json) {
        this.desk = desk;
        this.later = later;
        this.json = json;
    }

    @PostMapping("/oauth2/accessToken")
    void accessToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String body = body(request);
        reply(desk.accessToken(body, Form.read(request.getContentType(), body)), request, response);
    }

    @PostMapping("/oauth2/refreshToken")
    void refreshToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String body = body(request);
        reply(desk.refreshToken(body, Form.read(request.getContentType(), body)), request, response);
    }

    @PostMapping("/api/{group}/{call}")
    void call(
            @PathVariable String group,
            @PathVariable String call,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String body = body(request);
        Form form = Form.read(request.getContentType(), body);
        reply(desk.call(group + "/" + call, body, form), request, response);
    }

    private static String body(HttpServletRequest request) throws IOException {
        return new String(request.getInputStream().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
    }

    private void reply(JdDesk.Reply reply, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (reply) {
            case JdDesk.Reply.Said(Answer answer) -> {
                byte[] bytes = json.writeValueAsBytes(answer);
                response.setContentType("application/json;charset=UTF-8");
                response.setContentLength(bytes.length);
                response.getOutputStream().write(bytes);
            }
            case JdDesk.Reply.ServerError unused -> response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.value());
            case JdDesk.Reply.NoSuchCall unused -> response.setStatus(HttpStatus.NOT_FOUND.value());
            case JdDesk.Reply.Silence(java.time.Duration duration) -> {
                later.await(duration);
                HangUp.on(request);
            }
        }
    }
}
