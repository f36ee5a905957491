package io.jiaxiao.testkit.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A Redis database of one's own. There are 63; each is emptied when it is given out again. */
public final class TestRedis {

    /** How many the server has. The first of them counts which were given out. */
    static final int DATABASES = 64;

    private static final int TIMEOUT_MILLIS = 10_000;

    private TestRedis() {}

    /** @return {@code redis://HOST:PORT/NUMBER} of an empty database that no other test uses now */
    public static String create() {
        URI server = URI.create(SharedServers.redisUrl());
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            long turn = Long.parseLong(call(socket, answers, "INCR given-out").substring(1));
            long number = 1 + turn % (DATABASES - 1);
            call(socket, answers, "SELECT " + number);
            call(socket, answers, "FLUSHDB");
            return server + "/" + number;
        } catch (IOException e) {
            throw new UncheckedIOException("no Redis database can be had", e);
        }
    }

    private static String call(Socket socket, BufferedReader answers, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        String answer = answers.readLine();
        if (answer == null || answer.startsWith("-")) {
            throw new IOException("Redis answered " + answer + " to " + command);
        }
        return answer;
    }
}
