package io.jiaxiao.control.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The third chapter of the demo: a class teacher shows a code, a parent nobody knows scans it and brings a child. */
final class ClassStory {

    /** With these digits begin the numbers of the parents it invents, with these characters the names of their children. */
    static final String NEW_NUMBERS = "19901";

    static final String NEW_NAMES = "演示孩子";

    private static final int SMS_WAIT_MILLIS = 20_000;
    private static final int RANDOM_NUMBERS = 1_000_000;

    private final Platform platform;
    private final Steps steps;
    private final Http gateway;
    private final DemoRoster roster;

    ClassStory(Platform platform, Steps steps, Http gateway, DemoRoster roster) {
        this.platform = platform;
        this.steps = steps;
        this.gateway = gateway;
        this.roster = roster;
    }

    /** A parent with a child in a class. */
    record Family(String mobile, String token, String childId, String classId) {}

    /** A class with a good code. */
    private record OpenClass(String id, String teacher, String code) {}

    /** @return the parent of the story, and two more in the same class */
    List<Family> tell() {
        OpenClass open = openClass();
        scan(open);
        Family family = newFamily(open);
        again(open, family);
        return List.of(family, another(open, "a second parent"), another(open, "a third parent"));
    }

    private OpenClass openClass() {
        String teacher = signIn(teacherWhoMayAsk(), "the class teacher");
        JsonObject taught = steps.step("the teacher's own class: GET /api/v1/me", () -> ownClass(teacher));
        String id = text(taught, "id");
        JsonObject code =
                steps.step("the teacher makes its code: POST /api/v1/classes/…/join-codes", () -> gateway.post(
                                "/api/v1/classes/" + id + "/join-codes", new JsonObject(), teacher)
                        .expect(201)
                        .json());
        Path picture = platform.settings().home().resolve("demo").resolve("class-" + id + ".png");
        steps.step("the code as a picture, to print or to show", () -> {
            Files.createDirectories(picture.toAbsolutePath().getParent());
            return Files.write(picture, gateway.bytes(text(code, "picture")));
        });
        steps.note(picture + " · version " + code.get("version").getAsInt());
        steps.note(text(code, "address"));
        return new OpenClass(id, teacher, text(code, "code"));
    }

    private void scan(OpenClass open) {
        JsonObject seen =
                steps.step("somebody scans it without an account: GET /public/v1/join-codes/…", () -> gateway.get(
                                "/public/v1/join-codes/" + open.code(), null)
                        .expect(200)
                        .json());
        steps.note(name(seen, "school") + " · " + name(seen, "grade") + " · " + name(seen, "schoolClass") + " · "
                + text(seen, "mode") + (seen.get("full").getAsBoolean() ? " · full" : ""));
        steps.step("a code changed in one place is no code", () -> gateway.get(
                        "/public/v1/join-codes/" + tampered(open.code()), null)
                .expect(400));
    }

    private Family newFamily(OpenClass open) {
        String number =
                String.format(Locale.ROOT, "%06d", ThreadLocalRandom.current().nextInt(RANDOM_NUMBERS));
        String mobile = NEW_NUMBERS + number;
        String parent = signIn(mobile, "a parent nobody knows");
        JsonObject me = steps.step("GET /api/v1/me: a parent without children", () -> me(parent));
        Steps.require(me.getAsJsonArray("children").isEmpty(), "a new parent has children: " + me);
        String childName = NEW_NAMES + number;
        JsonObject wish = wish(open, childName, text(me.getAsJsonObject("consent"), "version"));
        String key = UUID.randomUUID().toString();
        JsonObject asked =
                steps.step("the parent agrees to the terms, types the child in and asks to join", () -> gateway.post(
                                "/api/v1/join-requests", wish, parent, key)
                        .expect(201)
                        .json());
        steps.step("the same request sent twice with one key is one request", () -> {
            JsonObject copy = gateway.post("/api/v1/join-requests", wish, parent, key)
                    .expect(201)
                    .json();
            Steps.require(copy.equals(asked), "two answers for one key: " + asked + " and " + copy);
            return copy;
        });
        if (text(asked, "state").equals("PENDING")) {
            letIn(open, text(asked, "requestId"), childName);
        }
        JsonObject child = steps.step("the parent sees the child in its class", () -> only(me(parent)));
        steps.note(text(child, "name") + " · " + name(child, "school") + " · " + name(child, "grade") + " · "
                + name(child, "schoolClass"));
        return new Family(mobile, parent, text(child, "id"), open.id());
    }

    /** In fewer steps. */
    private Family another(OpenClass open, String who) {
        String number =
                String.format(Locale.ROOT, "%06d", ThreadLocalRandom.current().nextInt(RANDOM_NUMBERS));
        String mobile = NEW_NUMBERS + number;
        String childName = NEW_NAMES + number;
        String parent = signIn(mobile, who);
        JsonObject asked = steps.step(who + " brings a child to the same class", () -> gateway.post(
                        "/api/v1/join-requests",
                        wish(open, childName, text(me(parent).getAsJsonObject("consent"), "version")),
                        parent,
                        UUID.randomUUID().toString())
                .expect(201)
                .json());
        if (text(asked, "state").equals("PENDING")) {
            letIn(open, text(asked, "requestId"), childName);
        }
        JsonObject child = steps.step(who + " sees the child in the class", () -> only(me(parent)));
        return new Family(mobile, parent, text(child, "id"), open.id());
    }

    private void letIn(OpenClass open, String request, String childName) {
        String requests = "/api/v1/classes/" + open.id() + "/join-requests";
        steps.step("the teacher finds the request", () -> {
            JsonArray waiting = gateway.get(requests + "?size=100", open.teacher())
                    .expect(200)
                    .json()
                    .getAsJsonArray("items");
            for (JsonElement one : waiting) {
                if (text(one.getAsJsonObject(), "id").equals(request)) {
                    steps.note(childName + ", brought by " + text(one.getAsJsonObject(), "guardianMobile"));
                    return one;
                }
            }
            throw new IllegalStateException("the request is not in " + waiting);
        });
        steps.step("and lets the child in", () -> gateway.post(
                        requests + "/" + request + "/approvals", new JsonObject(), open.teacher())
                .expect(200));
    }

    private void again(OpenClass open, Family family) {
        JsonObject wish = new JsonObject();
        wish.addProperty("code", open.code());
        wish.addProperty("childId", family.childId());
        wish.addProperty("relation", "MOTHER");
        JsonObject answer = steps.step("scanned once more: the child is in the class already", () -> gateway.post(
                        "/api/v1/join-requests",
                        wish,
                        family.token(),
                        UUID.randomUUID().toString())
                .expect(201)
                .json());
        Steps.require(answer.get("already").getAsBoolean(), "joined twice: " + answer);
    }

    private String signIn(String mobile, String who) {
        var phone = new SimulatedPhone(new Http(platform.url("partners")), mobile);
        var parent = new Parent(gateway, mobile, "demo-device-" + mobile);
        return steps.step(who + " signs in by code", () -> {
            long before = phone.now();
            parent.askForCode().expect(202);
            return parent.signIn(phone.codeAfter(before, SMS_WAIT_MILLIS)).accessToken();
        });
    }

    /** One number gets a code a minute, so a demo shown twice in a row takes the next teacher. */
    private String teacherWhoMayAsk() {
        return steps.step("a class teacher who has not asked for a code lately", () -> {
            Operator operator = Operator.signIn(gateway, platform.secret("jiaxiao.client-secret.platform-control"));
            for (DemoRoster.Teacher teacher : roster.teachers()) {
                if (teacher.head()
                        && operator.messagesTo(teacher.person().mobile()).isEmpty()) {
                    return teacher.person().mobile();
                }
            }
            return roster.firstTeacher().mobile();
        });
    }

    private JsonObject ownClass(String teacher) throws Exception {
        for (JsonElement one : me(teacher).getAsJsonArray("classes")) {
            if (one.getAsJsonObject().get("head").getAsBoolean()) {
                return one.getAsJsonObject();
            }
        }
        throw new IllegalStateException("the teacher leads no class");
    }

    private JsonObject me(String token) throws Exception {
        return gateway.get("/api/v1/me", token).expect(200).json();
    }

    private static JsonObject only(JsonObject me) {
        JsonArray children = me.getAsJsonArray("children");
        if (children.size() != 1) {
            throw new IllegalStateException("one child was brought, but there are " + children);
        }
        return children.get(0).getAsJsonObject();
    }

    private static JsonObject wish(OpenClass open, String childName, String consent) {
        JsonObject child = new JsonObject();
        child.addProperty("name", childName);
        JsonObject wish = new JsonObject();
        wish.addProperty("code", open.code());
        wish.add("child", child);
        wish.addProperty("relation", "MOTHER");
        wish.addProperty("consentVersion", consent);
        return wish;
    }

    private static String tampered(String code) {
        char last = code.charAt(code.length() - 1);
        return code.substring(0, code.length() - 1) + (last == '0' ? '1' : '0');
    }

    private static String text(JsonObject object, String field) {
        JsonElement value = object.get(field);
        return value == null || value.isJsonNull() ? "-" : value.getAsString();
    }

    private static String name(JsonObject object, String unit) {
        return text(object.getAsJsonObject(unit), "name");
    }
}
