package io.jiaxiao.control.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Calendar;
import io.jiaxiao.control.Looking;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.demo.ClassStory.Family;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Two parents of the class have 众享阅读, and an operator renews the whole class in the background: those two go on for a month,
 * everybody else is left as they are, each with the reason. Ordered twice, it renews nobody twice.
 */
final class RenewalStory {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PRODUCT = "ZHONGXIANG";
    private static final String PLAN = "ZHONGXIANG_M1";

    private final Platform platform;
    private final Steps steps;
    private final Http gateway;
    private final Http partners;
    private final List<Family> families;

    /** @param families of one class */
    RenewalStory(Platform platform, Steps steps, Http gateway, Http partners, List<Family> families) {
        this.platform = platform;
        this.steps = steps;
        this.gateway = gateway;
        this.partners = partners;
        this.families = families;
    }

    void tell() {
        for (Family family : families) {
            bought(family);
        }
        String before = paidThrough(families.getFirst());
        String operator = steps.step("an operator signs in", this::operator);
        // Everybody whose month ends by then, which is everybody who bought one here.
        JsonObject wish =
                wish(new Calendar(platform.settings()).today().plusMonths(1).plusDays(1));
        JsonObject preview = steps.step("what it would do: POST /admin/v1/renewals/previews", () -> gateway.post(
                        "/admin/v1/renewals/previews", wish, operator)
                .expect(200)
                .json());
        steps.note(counts(preview, "renewed", "skipped") + ", " + Shop.yuan(number(preview, "totalFen"))
                + " by the school's contract");
        JsonObject done = renewed(wish, operator, "the class is renewed in the background: POST /admin/v1/renewals");
        Steps.require(
                number(done, "renewed") == number(preview, "renewed")
                        && number(done, "skipped") == number(preview, "skipped"),
                "the preview said " + preview + ", but the renewal did " + done);
        rows(done, operator);
        steps.step(
                "the parent sees that it goes on",
                () -> Looking.until(
                        PATIENCE, "paid through", () -> paid(families.getFirst()), now -> now.compareTo(before) > 0));
        steps.note("paid through " + before + " before, " + paidThrough(families.getFirst()) + " now");
        JsonObject again = renewed(wish, operator, "ordered once more by mistake, it renews nobody twice");
        Steps.require(number(again, "renewed") == 0, "renewed twice: " + again);
    }

    private void bought(Family family) {
        var shop = new Shop(steps, gateway, partners, family);
        String id = Shop.text(shop.purchase(shop.quote(PLAN, "众享阅读", "ALIPAY"), "ALIPAY"), "id");
        String code = shop.paymentCode(id);
        steps.step("the wallet pays", () -> shop.wallet("pay", code).expect(200));
        shop.await(id, Set.of("PAID"), "the purchase is paid");
    }

    private JsonObject wish(LocalDate endingBy) {
        JsonArray classes = new JsonArray();
        classes.add(families.getFirst().classId());
        JsonObject wish = new JsonObject();
        wish.add("classIds", classes);
        wish.addProperty("planCode", PLAN);
        wish.addProperty("endingBy", endingBy.toString());
        return wish;
    }

    private JsonObject renewed(JsonObject wish, String operator, String text) {
        JsonObject order = wish.deepCopy();
        order.addProperty("settlement", "演示合同 2026-01");
        order.addProperty("reason", "学校统一续订");
        List<String> progress = new ArrayList<>();
        JsonObject done = steps.step(text, () -> {
            String id = Shop.text(
                    gateway.post(
                                    "/admin/v1/renewals",
                                    order,
                                    operator,
                                    UUID.randomUUID().toString())
                            .expect(202)
                            .json(),
                    "id");
            return Looking.until(
                    PATIENCE, "the renewal", () -> seen(id, operator, progress), now -> Shop.text(now, "state")
                            .equals("DONE"));
        });
        progress.forEach(steps::note);
        return done;
    }

    private JsonObject seen(String id, String operator, List<String> progress)
            throws IOException, InterruptedException {
        JsonObject now =
                gateway.get("/admin/v1/renewals/" + id, operator).expect(200).json();
        String line = Shop.text(now, "state") + ": " + counts(now, "total", "renewed", "skipped", "waiting");
        if (progress.isEmpty() || !progress.getLast().equals(line)) {
            progress.add(line);
        }
        return now;
    }

    private void rows(JsonObject renewal, String operator) {
        String path = "/admin/v1/renewals/" + Shop.text(renewal, "id") + "/rows?state=RENEWED";
        JsonArray rows = steps.step(
                "who went on, child by child: GET …/rows?state=RENEWED",
                () -> gateway.get(path, operator).expect(200).json().getAsJsonArray("items"));
        for (JsonElement each : rows) {
            JsonObject row = each.getAsJsonObject();
            steps.note("child " + Shop.text(row, "childId") + " through " + Shop.text(row, "through") + ", "
                    + Shop.yuan(number(row, "amountFen")));
        }
    }

    private String paidThrough(Family family) {
        return steps.step("the parent looks how long it is paid: GET /api/v1/entitlements", () -> paid(family));
    }

    /** An ISO day. */
    private String paid(Family family) throws IOException, InterruptedException {
        for (JsonElement each : gateway.get("/api/v1/entitlements?childId=" + family.childId(), family.token())
                .expect(200)
                .json()
                .getAsJsonArray("items")) {
            if (Shop.text(each.getAsJsonObject(), "product").equals(PRODUCT)) {
                return Shop.text(each.getAsJsonObject(), "paidThrough");
            }
        }
        return "";
    }

    private String operator() throws IOException, InterruptedException {
        return Operator.signIn(gateway, platform.secret("jiaxiao.client-secret.platform-control"))
                .token();
    }

    private static String counts(JsonObject of, String... names) {
        return String.join(
                ", ",
                Arrays.stream(names).map(name -> name + " " + number(of, name)).toList());
    }

    private static long number(JsonObject object, String field) {
        return object.get(field).getAsLong();
    }
}
