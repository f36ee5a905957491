package io.jiaxiao.control.demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Looking;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Fills the shelves of the demo mall as an operator would: takes over what each channel offers, prices some of it, and puts it up. */
public final class DemoMall {

    /** Every supply channel of the mall. */
    public static final List<String> CHANNELS = List.of("jd", "niannianka", "kefei");

    private static final Duration SYNC_LIMIT = Duration.ofMinutes(2);
    private static final int PER_CHANNEL = 4;
    private static final int QUOTA = 500;
    private static final long POINTS = 40;
    private static final String REASON = "演示数据";
    /** There is one of these, so a demo shown twice would end with it. */
    private static final String SCARCE = "限量";

    private final Http gateway;
    private final String token;

    /** @param token of an operator */
    public DemoMall(Http gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /**
     * Does nothing where goods of the channel are on the shelf.
     *
     * @return how many goods of this channel are on the shelf now
     * @throws IllegalStateException with the answer that was not as expected
     */
    public int fill(String channel) throws IOException, InterruptedException {
        List<JsonObject> up = goods("channel=" + channel + "&onShelf=true");
        if (!up.isEmpty()) {
            return up.size();
        }
        sync(channel);
        int done = 0;
        for (JsonObject found : goods("channel=" + channel + "&partnerOn=true")) {
            if (done < PER_CHANNEL
                    && found.get("kind").getAsString().equals(kind(channel))
                    && !found.get("name").getAsString().startsWith(SCARCE)) {
                putUp(found);
                done++;
            }
        }
        return done;
    }

    private void sync(String channel) throws IOException, InterruptedException {
        JsonObject wish = new JsonObject();
        wish.addProperty("channel", channel);
        String id = gateway.post("/admin/v1/catalogue-syncs", wish, token)
                .expect(202)
                .json()
                .get("id")
                .getAsString();
        JsonObject ended = Looking.until(
                SYNC_LIMIT,
                "the sync of " + channel,
                () -> gateway.get("/admin/v1/catalogue-syncs/" + id, token)
                        .expect(200)
                        .json()
                        .getAsJsonObject("sync"),
                sync -> Set.of("DONE", "FAILED").contains(sync.get("state").getAsString()));
        if (!ended.get("state").getAsString().equals("DONE")) {
            throw new IllegalStateException("the sync of " + channel + " ended as " + ended);
        }
    }

    private void putUp(JsonObject found) throws IOException, InterruptedException {
        String path = "/admin/v1/goods/" + found.get("id").getAsString();
        JsonObject terms = reasoned();
        String kind = found.get("kind").getAsString();
        terms.addProperty("kind", kind);
        terms.addProperty("categoryId", category(kind));
        terms.addProperty("pointsPrice", POINTS);
        terms.addProperty("perPersonLimit", 0);
        gateway.put(path, terms, token).expect(200);
        JsonObject quota = reasoned();
        quota.addProperty("quota", QUOTA);
        gateway.put(path + "/quota", quota, token).expect(200);
        JsonObject shelf = reasoned();
        shelf.addProperty("on", true);
        gateway.put(path + "/shelf", shelf, token).expect(200);
    }

    /** What the demo shows of a channel; 年年卡 tops up numbers as well. */
    private static String kind(String channel) {
        return switch (channel) {
            case "niannianka" -> "CARD";
            case "kefei" -> "RECHARGE";
            default -> "GOODS";
        };
    }

    /** The categories every catalogue begins with. */
    private static long category(String kind) {
        return switch (kind) {
            case "CARD" -> 41;
            case "RECHARGE" -> 42;
            default -> 2;
        };
    }

    private List<JsonObject> goods(String filter) throws IOException, InterruptedException {
        JsonArray items = gateway.get("/admin/v1/goods?size=100&" + filter, token)
                .expect(200)
                .json()
                .getAsJsonArray("items");
        List<JsonObject> found = new ArrayList<>();
        for (JsonElement item : items) {
            found.add(item.getAsJsonObject());
        }
        return found;
    }

    private static JsonObject reasoned() {
        JsonObject body = new JsonObject();
        body.addProperty("reason", REASON);
        return body;
    }
}
