package io.jiaxiao.embedded;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The few administrative requests we need, spoken directly: RocketMQ's own client brings 40 libraries with it.
 *
 * <p>A frame is its length, the length of its header (the upper byte says JSON), the header and the body.
 */
final class RocketMqWire implements Closeable {

    private static final int UPDATE_AND_CREATE_TOPIC = 17;
    private static final int GET_BROKER_CONFIG = 26;
    private static final int GET_ROUTE_OF_TOPIC = 105;
    private static final int GET_BROKER_CLUSTER_INFO = 106;
    private static final int SUCCESS = 0;
    private static final int TOPIC_NOT_EXIST = 17;
    private static final int READ_AND_WRITE = 6;

    private static final int TIMEOUT_MILLIS = 3000;
    private static final int LARGEST_FRAME = 16 * 1024 * 1024;
    private static final Pattern CODE = Pattern.compile("\"code\":(\\d+)");
    private static final Pattern REMARK = Pattern.compile("\"remark\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Socket socket = new Socket();
    private int opaque;

    RocketMqWire(int port) throws IOException {
        socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    boolean answers() throws IOException {
        return call(GET_BROKER_CONFIG, Map.of()).code == SUCCESS;
    }

    boolean knowsBroker(String name) throws IOException {
        Answer answer = call(GET_BROKER_CLUSTER_INFO, Map.of());
        return answer.code == SUCCESS && answer.body.contains("\"" + name + "\"");
    }

    boolean knowsTopic(String topic) throws IOException {
        Answer answer = call(GET_ROUTE_OF_TOPIC, Map.of("topic", topic));
        if (answer.code != SUCCESS && answer.code != TOPIC_NOT_EXIST) {
            throw answer.refused();
        }
        return answer.code == SUCCESS;
    }

    /** The broker tells the name server about a new topic within milliseconds, but after it has answered us. */
    void awaitTopic(String topic, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!knowsTopic(topic)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the name server does not know it after " + patience.toSeconds() + " s");
            }
        }
    }

    void createTopic(String topic, int queues) throws IOException {
        call(
                        UPDATE_AND_CREATE_TOPIC,
                        Map.of(
                                "topic",
                                topic,
                                "defaultTopic",
                                "TBW102",
                                "readQueueNums",
                                Integer.toString(queues),
                                "writeQueueNums",
                                Integer.toString(queues),
                                "perm",
                                Integer.toString(READ_AND_WRITE),
                                "topicFilterType",
                                "SINGLE_TAG",
                                "topicSysFlag",
                                "0",
                                "order",
                                "false"))
                .requireSuccess();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Answer call(int code, Map<String, String> fields) throws IOException {
        String extra = fields.entrySet().stream()
                .map(field -> "\"" + plain(field.getKey()) + "\":\"" + plain(field.getValue()) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        byte[] header = ("{\"code\":" + code + ",\"flag\":0,\"language\":\"JAVA\",\"opaque\":" + ++opaque
                        + ",\"serializeTypeCurrentRPC\":\"JSON\",\"version\":0,\"extFields\":" + extra + "}")
                .getBytes(StandardCharsets.UTF_8);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.write(ByteBuffer.allocate(8 + header.length)
                .putInt(4 + header.length)
                .putInt(header.length)
                .put(header)
                .array());
        out.flush();
        return readAnswer();
    }

    private Answer readAnswer() throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int length = in.readInt();
        if (length < 4 || length > LARGEST_FRAME) {
            throw new IOException("not RocketMQ: a frame of " + length + " bytes");
        }
        int headerLength = in.readInt() & 0xFFFFFF;
        if (headerLength > length - 4) {
            throw new IOException("not RocketMQ: a header of " + headerLength + " bytes");
        }
        String header = new String(in.readNBytes(headerLength), StandardCharsets.UTF_8);
        String body = new String(in.readNBytes(length - 4 - headerLength), StandardCharsets.UTF_8);
        Matcher code = CODE.matcher(header);
        if (!code.find()) {
            throw new IOException("not RocketMQ: " + header);
        }
        Matcher remark = REMARK.matcher(header);
        return new Answer(Integer.parseInt(code.group(1)), remark.find() ? remark.group(1) : "", body);
    }

    private static String plain(String text) {
        if (!text.matches("[%|a-zA-Z0-9_-]+")) {
            throw new IllegalArgumentException("Not a RocketMQ name: " + text);
        }
        return text;
    }

    private record Answer(int code, String remark, String body) {

        void requireSuccess() throws IOException {
            if (code != SUCCESS) {
                throw refused();
            }
        }

        IOException refused() {
            return new IOException("RocketMQ answered " + code + " " + remark);
        }
    }
}
