package io.jiaxiao.roster.signin.console;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jiaxiao.starter.pii.BlindIndex;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.util.List;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.stereotype.Component;

/**
 * The cookie holds the session's id and a keyed hash of it. The table holds the id alone, so that whoever reads the table
 * cannot be anybody.
 */
@Component
final class SignedSessionIds implements HttpSessionIdResolver {

    private static final String PURPOSE = "console-session";
    private static final char SEPARATOR = '.';

    private final BlindIndex hashes;
    private final CookieSerializer cookies;

    SignedSessionIds(BlindIndex hashes) {
        this.hashes = hashes;
        var serializer = new DefaultCookieSerializer();
        serializer.setCookieName("JXSESSION");
        serializer.setCookiePath("/auth");
        serializer.setSameSite("Lax");
        serializer.setUseHttpOnlyCookie(true);
        this.cookies = serializer;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return cookies.readCookieValues(request).stream()
                .map(value -> {
                    int end = value.lastIndexOf(SEPARATOR);
                    String id = end < 0 ? "" : value.substring(0, end);
                    return !id.isEmpty() && matches(id, value.substring(end + 1)) ? id : "";
                })
                .filter(id -> !id.isEmpty())
                .toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String id) {
        String value = id + SEPARATOR + hashes.of(PURPOSE, id);
        cookies.writeCookieValue(new CookieSerializer.CookieValue(request, response, value));
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        cookies.writeCookieValue(new CookieSerializer.CookieValue(request, response, ""));
    }

    private boolean matches(String id, String hash) {
        byte[] shown = hash.getBytes(US_ASCII);
        return hashes.allOf(PURPOSE, id).stream()
                .anyMatch(good -> MessageDigest.isEqual(good.getBytes(US_ASCII), shown));
    }
}
