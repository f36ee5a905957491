package io.jiaxiao.acceptance;

import com.google.gson.JsonObject;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.bench.BenchTokens;
import io.jiaxiao.control.demo.Http;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Parents who redeem goods, cards and phone bills all the time, cancel some, and remember what they were told. */
final class Shoppers implements AutoCloseable {

    private static final long FIRST_PERSON = 7_000_000_000_000_000L;
    private static final int PEOPLE = 120;
    /** Risk refuses the eleventh order of an hour. */
    private static final int ORDERS_EACH = 8;

    private static final int AT_ONCE = 4;
    private static final int POINTS = 480;
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration AFTER_SILENCE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Ends of numbers that 科飞 fails, calls back twice or not at all, or answers too late. */
    private static final List<String> ODD_ENDS = List.of("99911", "99912", "99913", "99915", "99921", "99922");

    private final long seed;
    private final Map<String, List<String>> goods = new ConcurrentHashMap<>();
    private final List<Person> people = new ArrayList<>();
    private final Map<String, Asked> accepted = new ConcurrentHashMap<>();
    private final Queue<Asked> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<Asked> refused = new ConcurrentLinkedQueue<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private volatile boolean shopping = true;

    record Person(long id, String token, String addressId) {}

    /** A wish under its key. */
    record Asked(Person person, String key, JsonObject wish) {}

    Shoppers(long seed) {
        this.seed = seed;
    }

    /** Points, addresses and what there is to have. */
    void prepare(Platform platform) throws IOException, InterruptedException {
        String operator = Acceptance.operator().token();
        var tokens = new BenchTokens(platform.secret("jiaxiao.jwt.signing-keys"));
        for (int i = 0; i < PEOPLE; i++) {
            long id = FIRST_PERSON + i;
            JsonObject gift = new JsonObject();
            gift.addProperty("personId", Long.toString(id));
            gift.addProperty("line", "AIXUE");
            gift.addProperty("points", POINTS);
            gift.addProperty("reason", "验收测试");
            Acceptance.gateway()
                    .post("/admin/v1/points/adjustments", gift, operator, "gift-" + id)
                    .expect(200);
            String token = tokens.parent(id, Instant.now());
            people.add(new Person(id, token, address(token, i)));
        }
        String token = people.getFirst().token();
        for (String category : List.of("household", "cards", "recharge")) {
            List<String> ids = new ArrayList<>();
            Acceptance.gateway()
                    .get("/api/v1/goods?category=" + category, token)
                    .expect(200)
                    .json()
                    .getAsJsonArray("items")
                    .forEach(item -> ids.add(item.getAsJsonObject().get("id").getAsString()));
            goods.put(category, ids);
        }
    }

    private static String address(String token, int person) throws IOException, InterruptedException {
        JsonObject address = new JsonObject();
        address.addProperty("receiver", "验收家长");
        // Risk looks twice at a number many people use.
        address.addProperty("mobile", "138%08d".formatted(person));
        address.addProperty("divisionCode", "410105002");
        address.addProperty("street", "花园路1号");
        address.addProperty("preferred", true);
        return Acceptance.gateway()
                .post("/api/v1/addresses", address, token)
                .expect(201)
                .json()
                .get("id")
                .getAsString();
    }

    void start() {
        for (int lane = 0; lane < AT_ONCE; lane++) {
            int mine = lane;
            threads.execute(() -> shop(mine, new Random(seed * 31 + mine)));
        }
    }

    int acceptedSoFar() {
        return accepted.size();
    }

    /** @return by order number, what each order was accepted for */
    Map<String, Asked> accepted() {
        return accepted;
    }

    Queue<Asked> refused() {
        return refused;
    }

    /** What no client should ever see. */
    Queue<String> broken() {
        return broken;
    }

    List<Long> ids() {
        return people.stream().map(Person::id).toList();
    }

    /** Nobody asks for anything new from now on. */
    void stop() throws InterruptedException {
        shopping = false;
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)) {
            throw new IllegalStateException("a shopper still waits for an answer");
        }
    }

    /** Whoever got no answer asks again under the same key, until there is one. */
    int askAgain() throws IOException, InterruptedException {
        int asked = unanswered.size();
        for (Asked one = unanswered.poll(); one != null; one = unanswered.poll()) {
            Asked wish = one;
            decided(one, Persistent.until(() -> send(wish)));
        }
        return asked;
    }

    private void shop(int lane, Random random) {
        try {
            for (int turn = 0; turn < ORDERS_EACH; turn++) {
                for (int i = lane; i < people.size() && shopping; i += AT_ONCE) {
                    Person person = people.get(i);
                    one(new Asked(person, "order-" + person.id() + "-" + turn, wish(person, random)), random);
                    Thread.sleep(BETWEEN);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void one(Asked asked, Random random) throws InterruptedException {
        try {
            Http.Answer answer = send(asked);
            if (!decided(asked, answer)) {
                unanswered.add(asked);
                Thread.sleep(AFTER_SILENCE);
            } else if (answer.status() == 201) {
                afterwards(asked, answer.json().get("id").getAsString(), random);
            }
        } catch (IOException silence) {
            unanswered.add(asked);
            Thread.sleep(AFTER_SILENCE);
        }
    }

    /** A few press the button twice, and a few change their minds. */
    private void afterwards(Asked asked, String order, Random random) throws InterruptedException {
        try {
            switch (random.nextInt(12)) {
                case 0 -> decided(asked, send(asked));
                case 1, 2 ->
                    Acceptance.gateway()
                            .post(
                                    "/api/v1/redemptions/" + order + "/cancellations",
                                    new JsonObject(),
                                    asked.person().token());
                default -> {}
            }
        } catch (IOException silence) {
            Thread.sleep(AFTER_SILENCE);
        }
    }

    private static Http.Answer send(Asked asked) throws IOException, InterruptedException {
        return Acceptance.gateway()
                .post("/api/v1/redemptions", asked.wish(), asked.person().token(), asked.key());
    }

    /** False when the answer says neither yes nor no. */
    private boolean decided(Asked asked, Http.Answer answer) {
        if (answer.status() == 201) {
            Asked before = accepted.put(answer.json().get("id").getAsString(), asked);
            if (before != null && !before.key().equals(asked.key())) {
                broken.add("one order for the keys " + before.key() + " and " + asked.key());
            }
            return true;
        }
        if (!Persistent.isDecided(answer)) {
            return false;
        }
        if (answer.status() != 409 && answer.status() != 422) {
            broken.add(answer.toString());
        }
        refused.add(asked);
        return true;
    }

    private JsonObject wish(Person person, Random random) {
        JsonObject wish = new JsonObject();
        int kind = random.nextInt(10);
        if (kind < 3) {
            wish.addProperty("skuId", any("household", random));
            wish.addProperty("addressId", person.addressId());
        } else if (kind < 7) {
            wish.addProperty("skuId", any("cards", random));
        } else {
            wish.addProperty("skuId", any("recharge", random));
            wish.addProperty("mobile", mobile(random));
        }
        wish.addProperty("quantity", 1);
        return wish;
    }

    private String any(String category, Random random) {
        List<String> ids = goods.getOrDefault(category, List.of());
        return ids.get(random.nextInt(ids.size()));
    }

    private static String mobile(Random random) {
        String end = random.nextInt(5) == 0
                ? ODD_ENDS.get(random.nextInt(ODD_ENDS.size()))
                : "%05d".formatted(random.nextInt(90_000));
        return "139%03d%s".formatted(random.nextInt(1000), end);
    }

    @Override
    public void close() {
        shopping = false;
        threads.shutdownNow();
    }
}
