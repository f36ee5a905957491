package io.jiaxiao.control.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One kept connection to a port of this machine, for one user at a time: answers are read whole. As cheap as can be. */
final class KeptConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int BUFFER = 16 * 1024;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    KeptConnection(int port) {
        this.port = port;
    }

    /** @param body as text; may be empty */
    record Answer(int status, String body) {

        /** @throws IOException when it is no JSON object */
        JsonObject json() throws IOException {
            try {
                JsonElement element = JsonParser.parseString(body);
                if (element.isJsonObject()) {
                    return element.getAsJsonObject();
                }
            } catch (JsonSyntaxException notJson) {
                throw new IOException("no JSON: " + body, notJson);
            }
            throw new IOException("no JSON object: " + body);
        }
    }

    Answer get(String path, String token) throws IOException {
        return send("GET " + path + head(token) + "\r\n");
    }

    /** @param json in ASCII @param key idempotency key; empty for none */
    Answer post(String path, String token, String key, String json) throws IOException {
        String idempotent = key.isEmpty() ? "" : "Idempotency-Key: " + key + "\r\n";
        return send("POST " + path + head(token) + idempotent + "Content-Type: application/json\r\nContent-Length: "
                + json.length() + "\r\n\r\n" + json);
    }

    private static String head(String token) {
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        return " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n" + authorization;
    }

    private Answer send(String request) throws IOException {
        try {
            Socket open = socket;
            if (open == null) {
                open = new Socket(InetAddress.getLoopbackAddress(), port);
                open.setTcpNoDelay(true);
                open.setSoTimeout(PATIENCE_MILLIS);
                socket = open;
                in = new BufferedInputStream(open.getInputStream(), BUFFER);
            }
            open.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return read(Objects.requireNonNull(in));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Answer read(InputStream from) throws IOException {
        int status = Integer.parseInt(line(from).substring(9, 12));
        int length = 0;
        boolean chunked = false;
        boolean kept = true;
        for (String line = line(from); !line.isEmpty(); line = line(from)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            } else if (lower.equals("connection: close")) {
                kept = false;
            }
        }
        byte[] body = chunked ? chunks(from) : exactly(from, length);
        if (!kept) {
            close();
        }
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream from) throws IOException {
        var all = new ByteArrayOutputStream();
        int chunk = Integer.parseInt(line(from), 16);
        while (chunk > 0) {
            all.writeBytes(exactly(from, chunk));
            line(from);
            chunk = Integer.parseInt(line(from), 16);
        }
        line(from);
        return all.toByteArray();
    }

    private static byte[] exactly(InputStream from, int length) throws IOException {
        byte[] bytes = from.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the other side closed in the middle of an answer");
        }
        return bytes;
    }

    private static String line(InputStream from) throws IOException {
        var line = new StringBuilder(64);
        for (int c = from.read(); c != '\n'; c = from.read()) {
            if (c < 0) {
                throw new EOFException("the other side closed in the middle of an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException gone) {
            // It is of no use any more, which is all that matters here.
        } finally {
            socket = null;
            in = null;
        }
    }
}
