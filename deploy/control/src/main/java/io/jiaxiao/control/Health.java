package io.jiaxiao.control;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether something answers. */
final class Health {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:.*//)?(?:[^@/]*@)?([^:/,;]+):(\\d+).*");

    private Health() {}

    /** Of a service on this machine: its readiness, which depends on what it needs to do its work. */
    static boolean ready(int port) {
        URI readiness = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(readiness).timeout(LIMIT).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Of a server elsewhere.
     *
     * @param address with a host and a port somewhere in it; of several servers the first counts
     */
    static boolean reachable(String address) {
        Matcher matcher = HOST_AND_PORT.matcher(address);
        if (!matcher.matches()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2))), (int)
                    LIMIT.toMillis());
            return true;
        } catch (IOException unreachable) {
            return false;
        }
    }
}
