package io.jiaxiao.control.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Looking;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
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
        return Looking.until(
                patience,
                "the newest message",
                () -> {
                    JsonArray messages = messagesTo(mobile);
                    return messages.isEmpty()
                            ? new JsonObject()
                            : messages.get(0).getAsJsonObject();
                },
                newest -> newest.has("state") && wanted.test(newest));
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
        JsonObject ended = Looking.until(
                IMPORT_LIMIT,
                "the import of " + kind,
                () -> gateway.get("/admin/v1/roster/imports/" + id, token)
                        .expect(200)
                        .json(),
                now -> Set.of("DONE", "FAILED").contains(now.get("state").getAsString()));
        if (!ended.get("state").getAsString().equals("DONE")) {
            throw new IllegalStateException("the import of " + kind + " ended as " + ended);
        }
        return ended;
    }
}
