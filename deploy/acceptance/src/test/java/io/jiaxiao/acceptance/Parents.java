package io.jiaxiao.acceptance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.demo.DemoRoster;
import io.jiaxiao.control.demo.Http;
import io.jiaxiao.control.demo.Parent;
import io.jiaxiao.control.demo.SimulatedPhone;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Parents nobody knows who scan a class code, join, subscribe, pay and change their minds all the time, and go on until answered. */
final class Parents implements AutoCloseable {

    private static final int AT_ONCE = 4;
    private static final int PEOPLE = 24;
    private static final int PURCHASES_EACH = 4;
    private static final Duration PACE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SMS_WAIT_MILLIS = 30_000;
    private static final List<String> PLANS =
            List.of("AIXUE_MOBILE_M1", "ZHONGXIANG_M1", "GAOKAO_VIP_M3_BACK3", "GAOKAO_VIP_M1");
    private static final String ON_BILL = "XIAOXUNTONG_M1";

    private final long seed;
    private final String family;
    private final List<Guardian> people = new ArrayList<>();
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger steps = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE + 1);
    private volatile boolean going = true;
    private String teacher = "";
    private String classId = "";
    private String code = "";

    /** @param childName nobody else's in this run */
    record Guardian(long id, String mobile, String token, String childName) {}

    Parents(long seed) {
        this.seed = seed;
        this.family = "验收孩子" + seed % 100_000;
    }

    /** A class with a good code, and people who have signed in. */
    void prepare() throws Exception {
        DemoRoster.Teacher head = DemoRoster.standard().teachers().stream()
                .filter(DemoRoster.Teacher::head)
                // Not the first class: others fill that one.
                .skip(7)
                .findFirst()
                .orElseThrow();
        teacher = signIn(head.person().mobile());
        for (JsonElement one : me(teacher).getAsJsonArray("classes")) {
            if (one.getAsJsonObject().get("head").getAsBoolean()) {
                classId = one.getAsJsonObject().get("id").getAsString();
            }
        }
        code = Acceptance.gateway()
                .post("/api/v1/classes/" + classId + "/join-codes", new JsonObject(), teacher)
                .expect(201)
                .json()
                .get("code")
                .getAsString();
        for (int i = 0; i < PEOPLE; i++) {
            String mobile = "19902%04d%02d".formatted(seed % 900, i);
            String token = signIn(mobile);
            long id = me(token).get("id").getAsLong();
            people.add(new Guardian(id, mobile, token, family + "号" + i));
        }
    }

    private static String signIn(String mobile) throws IOException, InterruptedException {
        SimulatedPhone phone = Acceptance.phone(mobile);
        long before = phone.now();
        var parent = new Parent(Acceptance.gateway(), mobile, "device-" + mobile);
        parent.askForCode().expect(202);
        return parent.signIn(phone.codeAfter(before, SMS_WAIT_MILLIS)).accessToken();
    }

    private static JsonObject me(String token) throws IOException, InterruptedException {
        return Acceptance.gateway().get("/api/v1/me", token).expect(200).json();
    }

    void start() {
        threads.execute(() -> note(this::letIn));
        for (int lane = 0; lane < AT_ONCE; lane++) {
            int mine = lane;
            threads.execute(() -> note(() -> live(mine, new Random(seed * 31 + mine))));
        }
    }

    int stepsSoFar() {
        return steps.get();
    }

    /** By the number of the purchase, whose and under which key, as {@code person key}. */
    Map<String, String> accepted() {
        return accepted;
    }

    /** What no client should ever see. */
    Queue<String> broken() {
        return broken;
    }

    List<Guardian> people() {
        return people;
    }

    /** Nobody begins anything new; what was begun is brought to an answer. */
    void stop() throws InterruptedException {
        going = false;
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("a parent still waits for an answer");
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private void note(Work work) {
        try {
            work.run();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            broken.add(e.toString());
        }
    }

    /** The class teacher, who lets everybody in while there are parents. */
    private void letIn() throws InterruptedException {
        while (going) {
            Http.Answer waiting = get("/api/v1/classes/" + classId + "/join-requests?size=100", teacher);
            if (waiting.status() == 200) {
                for (JsonElement one : waiting.json().getAsJsonArray("items")) {
                    String request = one.getAsJsonObject().get("id").getAsString();
                    post("/api/v1/classes/" + classId + "/join-requests/" + request + "/approvals", teacher);
                }
            }
            Thread.sleep(PACE.multipliedBy(2));
        }
    }

    /** Everybody joins at first, then all buy in turns, so that each purchase of somebody finds another state of things. */
    private void live(int lane, Random random) throws Exception {
        List<ParentLife> mine = new ArrayList<>();
        for (int i = lane; i < people.size(); i += AT_ONCE) {
            mine.add(new ParentLife(this, people.get(i), random));
        }
        for (int turn = 0; turn < PURCHASES_EACH && going; turn++) {
            for (int i = 0; i < mine.size() && going; i++) {
                ParentLife life = mine.get(i);
                if (turn == 0) {
                    life.join(code, classId);
                }
                boolean onBill = turn == 0 && i % 3 == 0;
                life.buy(turn, onBill ? ON_BILL : PLANS.get(random.nextInt(PLANS.size())), onBill);
                Thread.sleep(PACE);
            }
        }
    }

    void bought(String purchase, Guardian who, String key) {
        String before = accepted.put(purchase, who.id() + " " + key);
        if (before != null && !before.equals(who.id() + " " + key)) {
            broken.add("one purchase for " + before + " and " + who.id() + " " + key);
        }
    }

    void stepDone() {
        steps.incrementAndGet();
    }

    void isBroken(Http.Answer answer, String what) {
        broken.add(what + ": " + answer);
    }

    boolean isGoing() {
        return going;
    }

    static Http.Answer get(String path, String token) throws InterruptedException {
        return Persistent.until(() -> Acceptance.gateway().get(path, token));
    }

    static Http.Answer post(String path, String token) throws InterruptedException {
        return Persistent.until(() -> Acceptance.gateway().post(path, new JsonObject(), token));
    }

    @Override
    public void close() {
        going = false;
        threads.shutdownNow();
    }
}
