package io.jiaxiao.control.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Calendar;
import io.jiaxiao.control.CannotContinue;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.ProcessView;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The story {@code ./platform demo} tells, through the gateway, as a client would: a parent signs in and redeems points, others
 * join a class by its code and buy for their children: by Alipay, on the carrier's bill, and under 订3退3; an operator renews the
 * whole class, and the calendar moves until 订3退3 has given back what it promised.
 */
public final class Demo {

    private static final int CODE_WAIT_MILLIS = 20_000;
    private static final Duration REPORT_WAIT = Duration.ofSeconds(20);

    private final Platform platform;
    private final Steps steps;
    private final Http gateway;
    private final DemoRoster roster = DemoRoster.standard();

    public Demo(Platform platform, PrintStream out) {
        this.platform = platform;
        this.steps = new Steps(out);
        this.gateway = new Http(platform.url("gateway"));
    }

    /** Whether it is the number of a parent the demo invents. */
    public static boolean inventsNumber(String mobile) {
        return mobile.startsWith(ClassStory.NEW_NUMBERS);
    }

    /** What the names of all children begin with whom the demo invents. */
    public static String inventedNames() {
        return ClassStory.NEW_NAMES;
    }

    /**
     * @throws CannotContinue at the first step that fails
     */
    public void run() {
        steps.step("every process of the platform is healthy", this::requireHealthy);
        String mobile = parentWhoMayAsk();
        Parent.Session session = signIn(mobile);
        JsonObject me = family(session);
        new MallStory(platform, steps, gateway, session.accessToken(), text(me, "id"), mobile).tell();
        List<ClassStory.Family> families = new ClassStory(platform, steps, gateway, roster).tell();
        new OrderStory(platform, steps, gateway, families.get(0)).tell();
        var partners = new Http(platform.url("partners"));
        new BillStory(steps, gateway, partners, families.get(1)).tell();
        new ReturnStory(steps, gateway, partners, families.get(2)).tellCancelled();
        new RenewalStory(platform, steps, gateway, partners, families.subList(1, 3)).tell();
        new ReturnStory(steps, gateway, partners, families.get(1)).tellKept(new Calendar(platform.settings()));
        afterwards(session);
        steps.finish();
    }

    private List<ProcessView> requireHealthy() {
        List<ProcessView> all = platform.status();
        for (ProcessView view : all) {
            Steps.require(
                    view.state() == ProcessView.State.HEALTHY,
                    view.name() + " is " + view.state() + "; start the platform with ./platform up");
        }
        return all;
    }

    private Parent.Session signIn(String mobile) {
        var phone = new SimulatedPhone(new Http(platform.url("partners")), mobile);
        var parent = new Parent(gateway, mobile, "demo-device");
        long before = steps.step("the parent's phone is silent", phone::now);
        steps.step("the parent asks for a code: POST /auth/sms-codes", () -> parent.askForCode()
                .expect(202));
        String code = steps.step(
                "the code reaches the phone: message-service → RocketMQ → 云MAS",
                () -> phone.codeAfter(before, CODE_WAIT_MILLIS));
        steps.step("the delivery report is back: an operator sees DELIVERED", () -> operator()
                .awaitNewest(mobile, REPORT_WAIT, message -> state(message).equals("DELIVERED")));
        steps.step("a wrong code is refused", () -> parent.exchange(other(code)).expect(400));
        return steps.step("the parent signs in with the right one: POST /auth/token", () -> parent.signIn(code));
    }

    private JsonObject family(Parent.Session session) {
        JsonObject me = steps.step("GET /api/v1/me", () -> gateway.get("/api/v1/me", session.accessToken())
                .expect(200)
                .json());
        JsonArray children = me.getAsJsonArray("children");
        steps.note("parent " + text(me, "name") + ", " + text(me, "mobile"));
        for (JsonElement element : children) {
            JsonObject child = element.getAsJsonObject();
            steps.note("child " + text(child, "name") + " · " + name(child, "school") + " · " + name(child, "grade")
                    + " · " + name(child, "schoolClass"));
        }
        Steps.require(!children.isEmpty(), "the demo parent has no children; was the demo data loaded?");
        String id = text(children.get(0).getAsJsonObject(), "id");
        steps.step("an own child can be looked at", () -> gateway.get("/api/v1/children/" + id, session.accessToken())
                .expect(200));
        steps.step("nobody looks at it without a token", () -> gateway.get("/api/v1/children/" + id, null)
                .expect(401));
        steps.step(
                "the operators' pages stay closed to a parent",
                () -> gateway.get("/admin/v1/messages", session.accessToken()).expect(403));
        return me;
    }

    private void afterwards(Parent.Session session) {
        var parent = new Parent(gateway, "", "demo-device");
        Parent.Session next = steps.step(
                "the refresh token is exchanged for the next pair",
                () -> Parent.session(parent.refresh(session.refreshToken()).expect(200)));
        steps.step("signing out ends the whole family of tokens", () -> {
            gateway.post("/api/v1/sign-out", new JsonObject(), next.accessToken())
                    .expect(204);
            return parent.refresh(next.refreshToken()).expect(400);
        });
    }

    /** One number gets a code a minute, so a demo shown twice in a row takes the next parent. */
    private String parentWhoMayAsk() {
        return steps.step("a demo parent who has not asked for a code lately", () -> {
            for (int i = 0; i < 50; i++) {
                String mobile = roster.guardianMobile(i);
                if (operator().messagesTo(mobile).isEmpty()) {
                    return mobile;
                }
            }
            return roster.guardianMobile((int) (System.nanoTime() % 1000));
        });
    }

    private Operator operator() throws IOException, InterruptedException {
        return Operator.signIn(gateway, platform.secret("jiaxiao.client-secret.platform-control"));
    }

    private static String state(JsonObject message) {
        return message.get("state").getAsString();
    }

    private static String other(String code) {
        return String.format(Locale.ROOT, "%06d", (Integer.parseInt(code) + 1) % 1_000_000);
    }

    private static String text(JsonObject object, String field) {
        JsonElement value = object.get(field);
        return value == null || value.isJsonNull() ? "-" : value.getAsString();
    }

    private static String name(JsonObject child, String unit) {
        return text(child.getAsJsonObject(unit), "name");
    }
}
