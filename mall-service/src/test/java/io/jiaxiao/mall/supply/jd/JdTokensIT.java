package io.jiaxiao.mall.supply.jd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.mall.supply.Placement;
import io.jiaxiao.starter.redis.Redis;
import io.jiaxiao.starter.redis.RedisAwayException;
import io.jiaxiao.testkit.servers.TestRedis;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdTokensIT extends JdFixture {

    private final List<Redis> connections = new ArrayList<>();

    @AfterEach
    void disconnect() {
        connections.forEach(Redis::close);
    }

    private RedisTokenShelf shelf(String redisUrl) {
        Redis redis = new Redis(redisUrl, 8);
        connections.add(redis);
        // A name of its own, so that no other test's token lies on the shelf.
        return new RedisTokenShelf(redis, clock, mobile, Duration.ofSeconds(3));
    }

    private void awaitConnected() {
        await().until(() -> connections.stream().allMatch(JdTokensIT::isConnected));
    }

    private static boolean isConnected(Redis redis) {
        try {
            return redis.ask(Duration.ofSeconds(1), client -> client.getBucket("any")
                            .isExistsAsync())
                    != null;
        } catch (RedisAwayException notYet) {
            return false;
        }
    }

    private static long balance(JdClient client) {
        return client.channel().balanceFen().orElse(-1);
    }

    @Test
    void twoInstancesUnderLoad_logInOnce_andAgainOnceWhenTheTokenIsKilled() throws Exception {
        String url = TestRedis.create();
        List<JdClient> instances = List.of(client(shelf(url)), client(shelf(url)));
        awaitConnected();
        long start = journalEnd();
        askAtOnce(instances, 24);
        assertThat(journalled("accessToken", start)).isEqualTo(1);

        send("DELETE", "/jd/control/tokens", "");
        long killed = journalEnd();
        askAtOnce(instances, 24);
        assertThat(journalled("accessToken", killed)).isEqualTo(1);
    }

    private static void askAtOnce(List<JdClient> instances, int times) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> asked = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                JdClient one = instances.get(i % instances.size());
                asked.add(threads.submit(() -> balance(one)));
            }
            for (Future<Long> each : asked) {
                assertThat(each.get()).isPositive();
            }
        }
    }

    @Test
    void anInstanceThatStartsLater_usesTheTokenOfTheOthers() {
        String url = TestRedis.create();
        JdClient first = client(shelf(url));
        JdClient second = client(shelf(url));
        awaitConnected();
        long start = journalEnd();
        assertThat(balance(first)).isPositive();
        assertThat(balance(second)).isPositive();
        assertThat(journalled("accessToken", start)).isEqualTo(1);
    }

    @Test
    void aTokenNearItsEnd_isRefreshed_withoutALogin() {
        assertThat(balance(client)).isPositive();
        long start = journalEnd();
        clock.advance(Duration.ofHours(24).minusMinutes(4));
        assertThat(balance(client)).isPositive();
        assertThat(journalled("refreshToken", start)).isEqualTo(1);
        assertThat(journalled("accessToken", start)).isZero();
    }

    @Test
    void withoutRedis_anInstanceLogsInForItself() {
        JdClient alone = client(shelf("redis://127.0.0.1:9"));
        assertThat(balance(alone)).isPositive();
        send("DELETE", "/jd/control/tokens", "");
        assertThat(balance(alone)).isPositive();
    }

    @Test
    void aTokenKilledInTheMiddleOfAnOrder_isRenewed_andTheOrderGoesOn() {
        // The first order leaves JD's areas known, so the next call is the submission itself.
        assertThat(client.channel().place(aGlobe())).isInstanceOf(Placement.Accepted.class);
        order("demoClient", "[{\"kind\":\"TOKEN_LOST\",\"count\":1}]");
        long start = journalEnd();
        assertThat(client.channel().place(aGlobe())).isInstanceOf(Placement.Accepted.class);
        assertThat(journalled("order/submitOrder", start)).isEqualTo(2);
    }

    @Test
    void whenNobodyCanLogIn_manyWaitersShareOneFailedTry() throws Exception {
        long start = System.nanoTime();
        // Takes connections and never says a word.
        try (var deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            JdClient astray = client("http://127.0.0.1:" + deaf.getLocalPort());
            List<Future<Long>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(threads.submit(() -> balance(astray)));
            }
            for (Future<Long> each : asked) {
                assertThat(each.get()).isEqualTo(-1);
            }
        }
        // One try takes 1.3 seconds; eight in a row would take ten.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aWrongPassword_meansNotOrdered() {
        JdProperties right = account(url);
        JdClient stranger = new JdClient(
                new JdProperties(
                        right.baseUrl(),
                        "demoClient",
                        "wrong",
                        "demoUser",
                        "wrong",
                        "10002",
                        right.email(),
                        right.companyName(),
                        right.connect(),
                        right.read(),
                        right.mostBytes(),
                        right.tokenMargin(),
                        right.tokenCodes(),
                        right.orderPatience(),
                        right.safeWait(),
                        right.pullEvery(),
                        right.areasFor()),
                new LocalShelf(),
                FixedAreas.INSTANCE,
                words,
                clock,
                gate());
        assertThat(stranger.channel().place(aGlobe())).isInstanceOf(Placement.Refused.class);
        stranger.close();
    }
}
