package io.jiaxiao.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIT {

    @TempDir
    private static Path home;

    private static ServerUnderTest<RedisServer> redis;

    @BeforeAll
    static void start() {
        redis = new ServerUnderTest<>(home, ServerUnderTest.servers(home).redis());
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void whatWasWritten_survivesAKillAndACleanEnd() throws IOException {
        assertThat(call("SET limit:1 5")).isEqualTo("+OK");
        redis.killAndStartAgain();
        assertThat(call("INCR limit:1")).isEqualTo(":6");
        redis.stopAndStartAgain();
        assertThat(call("INCR limit:1")).isEqualTo(":7");
    }

    @Test
    void thereAreDatabasesEnoughForTests() throws IOException {
        assertThat(call("SELECT " + (RedisServer.DATABASES - 1))).isEqualTo("+OK");
    }

    @Test
    void whenItIsFull_itRefusesInsteadOfForgetting() throws IOException {
        assertThat(call("SET keep me")).isEqualTo("+OK");
        assertThat(call("CONFIG SET maxmemory 1")).isEqualTo("+OK");
        try {
            assertThat(call("SET another one")).startsWith("-OOM");
            assertThat(call("EXISTS keep")).isEqualTo(":1");
        } finally {
            call("CONFIG SET maxmemory 1gb");
        }
    }

    @Test
    void itListensOnLoopbackOnly() throws IOException {
        redis.assertOnLoopbackOnly();
    }

    private static String call(String command) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", redis.server.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }
}
