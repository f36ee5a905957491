package io.jiaxiao.starter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.testkit.http.Line;
import io.jiaxiao.testkit.servers.TestRedis;
import io.jiaxiao.testkit.together.Together;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

class SharedScriptIT {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Counts, and says what it was asked; whoever says bad gets an error instead. */
    private static final String COUNT_AND_SAY =
            """
            if ARGV[1] == 'bad' then return redis.call('LPUSH', KEYS[1], 'x') end
            redis.call('INCR', KEYS[1])
            return ARGV[1] .. ' of ' .. #KEYS .. ' and ' .. #ARGV
            """;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private Line line;
    private Redis redis;

    @BeforeEach
    void connect() {
        URI server = URI.create(TestRedis.create());
        line = new Line(server.getPort());
        redis = new Redis("redis://127.0.0.1:" + line.port() + server.getPath(), 8);
        await().ignoreException(RedisException.class).until(() -> redis.client() != null);
    }

    @AfterEach
    void disconnect() {
        callers.shutdownNow();
        redis.close();
        line.close();
    }

    @Test
    void manyAskAtOnce_eachIsAnsweredForItself_andNothingIsDoneTwice() {
        var script = new SharedScript(redis, COUNT_AND_SAY, PATIENCE, 7);
        List<List<String>> heard = Together.atOnce(24, caller -> {
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                List<String> more = List.of("x", "y", "z").subList(0, i % 4);
                List<String> arguments = new ArrayList<>(List.of(caller + "-" + i));
                arguments.addAll(more);
                answers.add(script.ask(List.of("count", "more").subList(0, 1 + i % 2), arguments));
            }
            return answers;
        });
        for (int caller = 0; caller < heard.size(); caller++) {
            for (int i = 0; i < 100; i++) {
                assertThat(heard.get(caller).get(i))
                        .isEqualTo(caller + "-" + i + " of " + (1 + i % 2) + " and " + (1 + i % 4));
            }
        }
        assertThat(count()).isEqualTo("2400");
    }

    @Test
    void numbersAreToldInDigits_alsoLargeAndNegativeOnes() throws RedisAwayException {
        var script = new SharedScript(redis, "return tonumber(ARGV[1])", PATIENCE, 7);
        assertThat(script.ask(List.of(), List.of("1795000000123"))).isEqualTo("1795000000123");
        assertThat(script.ask(List.of(), List.of("-3"))).isEqualTo("-3");
    }

    @Test
    void oneAlone_goesAtOnce_andFewGoByThemselves() throws Exception {
        var script = new SharedScript(redis, COUNT_AND_SAY, PATIENCE, 64);
        long before = scriptCalls();
        for (int i = 0; i < 7; i++) {
            script.ask(List.of("count"), List.of("one"));
        }
        // the first is sent as text, since Redis does not know it by its digest
        assertThat(scriptCalls() - before).isBetween(7L, 8L);
    }

    @Test
    void whenMany_thoseOfSomeMillisecondsGoTogether() {
        var script = new SharedScript(redis, COUNT_AND_SAY, PATIENCE, 64);
        long before = scriptCalls();
        ask(script, 2_000, "many").forEach(answer -> assertThat(answer.join()).isEqualTo("many of 1 and 1"));
        assertThat(count()).isEqualTo("2000");
        assertThat(scriptCalls() - before).isLessThan(500);
    }

    @Test
    void anErrorIsOfTheOneWhoCausedIt() {
        var script = new SharedScript(redis, COUNT_AND_SAY, PATIENCE, 64);
        List<CompletableFuture<String>> good = ask(script, 100, "good");
        List<CompletableFuture<String>> bad = ask(script, 1, "bad");
        List<CompletableFuture<String>> alsoGood = ask(script, 100, "good");
        good.forEach(answer -> assertThat(answer.join()).startsWith("good"));
        alsoGood.forEach(answer -> assertThat(answer.join()).startsWith("good"));
        assertThatThrownBy(() -> bad.getFirst().join()).hasRootCauseInstanceOf(RedisException.class);
        assertThat(count()).isEqualTo("200");
    }

    @Test
    void whenNothingComesBack_nobodyWaitsLongerThanThePatience_andAfterwardsAllIsWell() throws Exception {
        var script = new SharedScript(redis, COUNT_AND_SAY, Duration.ofMillis(200), 4);
        line.freeze();
        long start = System.nanoTime();
        for (CompletableFuture<String> answer : ask(script, 30, "lost")) {
            assertThatThrownBy(answer::join).hasCauseInstanceOf(RedisAwayException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        line.mend();
        await().ignoreException(RedisAwayException.class)
                .until(() -> script.ask(List.of("count"), List.of("back")).startsWith("back"));
    }

    @Test
    void withoutAConnection_nobodyWaits() {
        try (var nowhere = new Redis("redis://127.0.0.1:1", 8)) {
            var script = new SharedScript(nowhere, COUNT_AND_SAY, PATIENCE, 7);
            assertThatThrownBy(() -> script.ask(List.of("count"), List.of("first")))
                    .isInstanceOf(RedisAwayException.class);
        }
    }

    private List<CompletableFuture<String>> ask(SharedScript script, int times, String what) {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            var answer = new CompletableFuture<String>();
            answers.add(answer);
            callers.execute(() -> {
                try {
                    answer.complete(script.ask(List.of("count"), List.of(what)));
                } catch (RedisAwayException e) {
                    answer.completeExceptionally(e);
                }
            });
        }
        return answers;
    }

    private String count() {
        return redis.client().<String>getBucket("count", StringCodec.INSTANCE).get();
    }

    /** By anybody, of the whole server. */
    private long scriptCalls() {
        return redis
                .client()
                .getRedisNodes(RedisNodes.SINGLE)
                .getInstance()
                .info(RedisNode.InfoSection.COMMANDSTATS)
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().startsWith("cmdstat_eval"))
                .mapToLong(entry -> Long.parseLong(entry.getValue().replaceAll("calls=(\\d+),.*", "$1")))
                .sum();
    }
}
