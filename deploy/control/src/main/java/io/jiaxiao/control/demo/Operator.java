package io.jiaxiao.control.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/** Head office, as the control program: sees where a message went. */
public final class Operator {

    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(2);
    private static final String CLIENT = "platform-control";

    private final Http gateway;
    private final String token;

    private Operator(Http gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** Signs in with the client's own secret. */
    public static Operator signIn(Http gateway, String secret) throws IOException, InterruptedException {
        Http.Answer answer = gateway.form(
                "/auth/token",
                Map.of("grant_type", "client_credentials", "client_id", CLIENT, "client_secret", secret));
        return new Operator(
                gateway, answer.expect(200).json().get("access_token").getAsString());
    }

    public String token() {
        return token;
    }

    /** The newest messages to a number, newest first. */
    public JsonArray messagesTo(String mobile) throws IOException, InterruptedException {
        return gateway.get("/admin/v1/messages?size=50&mobile=" + mobile, token)
                .expect(200)
                .json()
                .getAsJsonArray("items");
    }

    /**
     * Looks until the newest message to a number is as wanted.
     *
     * @throws IllegalStateException with what it is instead when the time is over
     */
    public JsonObject awaitNewest(String mobile, Duration patience, Predicate<JsonObject> wanted)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (true) {
            JsonArray messages = messagesTo(mobile);
            JsonObject newest =
                    messages.isEmpty() ? new JsonObject() : messages.get(0).getAsJsonObject();
            if (!messages.isEmpty() && wanted.test(newest)) {
                return newest;
            }
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("after " + patience.toSeconds() + " s the newest message is " + newest);
            }
            Thread.sleep(Duration.ofMillis(100));
        }
    }

    /**
     * Imports one file and waits for its end.
     *
     * @param kind as the import calls it
     * @return the finished import with its counts
     * @throws IllegalStateException with the import's own account when rows were refused or it did not end in time
     */
    public JsonObject importCsv(Http gateway, String kind, String csv) throws IOException, InterruptedException {
        String id = gateway.csv("/admin/v1/roster/imports?kind=" + kind, csv, token)
                .expect(202)
                .json()
                .get("id")
                .getAsString();
        Instant end = Instant.now().plus(IMPORT_LIMIT);
        while (true) {
            JsonObject now = gateway.get("/admin/v1/roster/imports/" + id, token)
                    .expect(200)
                    .json();
            switch (now.get("state").getAsString()) {
                case "DONE" -> {
                    return now;
                }
                case "FAILED" -> throw new IllegalStateException("the import of " + kind + " ended as " + now);
                default -> {
                    if (Instant.now().isAfter(end)) {
                        throw new IllegalStateException("the import of " + kind + " is still at " + now);
                    }
                    Thread.sleep(Duration.ofMillis(100));
                }
            }
        }
    }
}
