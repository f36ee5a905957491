package io.jiaxiao.partners.recharge;

import io.jiaxiao.partners.time.Later;
import io.jiaxiao.partners.web.HangUp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the connection goes on after a request. */
public sealed interface Reply {

    /** The partner's own words. */
    record Said(String text) implements Reply {}

    /** An empty answer with nothing but a status. */
    record Status(int status) implements Reply {}

    /** No answer; the connection is closed after so much simulated time. */
    record Silence(Duration duration) implements Reply {

        /** Longer than clients wait. */
        private static final Duration USUAL = Duration.ofSeconds(15);

        /** @param millis null for the usual time */
        public static Silence of(@Nullable Long millis) {
            return new Silence(millis == null ? USUAL : Duration.ofMillis(millis));
        }
    }

    /** Sends it, or does not. */
    default void send(
            HttpServletRequest request, HttpServletResponse response, String contentType, Charset charset, Later later)
            throws IOException {
        switch (this) {
            case Said said -> {
                byte[] bytes = said.text().getBytes(charset);
                response.setContentType(contentType);
                response.setContentLength(bytes.length);
                response.getOutputStream().write(bytes);
                response.flushBuffer();
            }
            case Status bare -> response.setStatus(bare.status());
            case Silence silence -> {
                later.await(silence.duration());
                HangUp.on(request);
            }
        }
    }
}
