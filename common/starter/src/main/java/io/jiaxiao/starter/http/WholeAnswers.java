package io.jiaxiao.starter.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A short answer leaves at once and with its length. Spring flushes what it wrote, and what is flushed before its end goes
 * as one piece and an end of pieces: two writes here, two reads and often two awakenings at whoever asked. What is longer than the
 * container's buffer goes in pieces as ever, and so does what a handler sends by and by.
 */
final class WholeAnswers extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new Held(request, response));
    }

    private static final class Held extends HttpServletResponseWrapper {

        private final HttpServletRequest request;
        private @Nullable ServletOutputStream out;

        Held(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public void flushBuffer() throws IOException {
            if (request.isAsyncStarted()) {
                super.flushBuffer();
            }
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            ServletOutputStream open = out;
            if (open == null) {
                open = new HeldStream(this, super.getOutputStream());
                out = open;
            }
            return open;
        }
    }

    private static final class HeldStream extends ServletOutputStream {

        private final Held response;
        private final ServletOutputStream out;

        HeldStream(Held response, ServletOutputStream out) {
            this.response = response;
            this.out = out;
        }

        @Override
        public void flush() throws IOException {
            response.flushBuffer();
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
