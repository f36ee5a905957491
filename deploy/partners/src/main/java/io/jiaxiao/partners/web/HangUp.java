package io.jiaxiao.partners.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Ends a connection without a byte of answer, as a broken line or a crashed partner would. */
public final class HangUp {

    private static final String LINE = HangUp.class.getName();

    private HangUp() {}

    /** Closes the connection of this request. Nothing may have been written to it. */
    public static void on(HttpServletRequest request) {
        if (!(request.getAttribute(LINE) instanceof Response response)) {
            throw new IllegalStateException("The server was started without the hang-up valve");
        }
        response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
    }

    /** Servlets cannot drop a connection; the server's own response object can, so it is handed along. */
    static final class Line extends ValveBase {
        Line() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setAttribute(LINE, response);
            getNext().invoke(request, response);
        }
    }
}
