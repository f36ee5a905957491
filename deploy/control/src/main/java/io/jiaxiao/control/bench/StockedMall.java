package io.jiaxiao.control.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.jiaxiao.control.Platform;
import io.jiaxiao.control.demo.DemoMall;
import io.jiaxiao.control.demo.Http;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mall in which nothing runs out: the shelves, the suppliers' stock, our money with them, and what an address may do. */
final class StockedMall {

    private static final int QUOTA = 100_000;
    private static final long BALANCE_FEN = 100_000_000_000L;

    private final Platform platform;
    private final Http gateway;
    private final String operator;

    /** @param operator token of one */
    StockedMall(Platform platform, Http gateway, String operator) {
        this.platform = platform;
        this.gateway = gateway;
        this.operator = operator;
    }

    /**
     * @param kinds one for each channel, in the order of {@link DemoMall#CHANNELS}
     * @return by kind, what is on the shelf, with stock for all
     */
    Map<String, List<String>> open(List<String> kinds) throws IOException, InterruptedException {
        allowThisMachine();
        topUp();
        var mall = new DemoMall(gateway, operator);
        var shelves = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < kinds.size(); i++) {
            String channel = DemoMall.CHANNELS.get(i);
            mall.fill(channel);
            List<String> ids = new ArrayList<>();
            for (JsonElement each : gateway.get("/admin/v1/goods?size=100&onShelf=true&channel=" + channel, operator)
                    .expect(200)
                    .json()
                    .getAsJsonArray("items")) {
                String id = each.getAsJsonObject().get("id").getAsString();
                quota(id, QUOTA);
                restock(channel, each.getAsJsonObject().get("channelSku").getAsString());
                ids.add(id);
            }
            shelves.put(kinds.get(i), ids);
        }
        return shelves;
    }

    /** One of these is taken off the list, and nobody gets it any more. */
    String sellOut(List<String> ids) throws IOException, InterruptedException {
        String id = ids.removeLast();
        quota(id, 0);
        return id;
    }

    private void quota(String id, int pieces) throws IOException, InterruptedException {
        JsonObject quota = new JsonObject();
        quota.addProperty("quota", pieces);
        quota.addProperty("reason", "压测");
        gateway.put("/admin/v1/goods/" + id + "/quota", quota, operator).expect(200);
    }

    /** As an operator would for a school's address: thousands of parents come from this one. */
    private void allowThisMachine() throws IOException, InterruptedException {
        JsonObject entry = new JsonObject();
        entry.addProperty("kind", "ALLOW");
        entry.addProperty("dimension", "IP");
        entry.addProperty("text", "127.0.0.1");
        entry.addProperty("reason", "压测");
        entry.addProperty("endsAt", Instant.now().plus(Duration.ofHours(2)).toString());
        gateway.post("/admin/v1/risk/lists", entry, operator).expect(201);
    }

    /** Ten thousand orders cost more than the simulated account opens with. */
    private void topUp() throws IOException, InterruptedException {
        JsonObject money = new JsonObject();
        money.addProperty("fen", BALANCE_FEN);
        new Http(platform.url("partners")).put("/jd/control/balance", money).expect(200);
    }

    /** Bills are recharged without any stock. */
    private void restock(String channel, String sku) throws IOException, InterruptedException {
        if (!channel.equals("kefei")) {
            JsonObject stock = new JsonObject();
            stock.addProperty("stock", QUOTA);
            new Http(platform.url("partners"))
                    .put("/" + channel + "/control/goods/" + sku, stock)
                    .expect(200);
        }
    }
}
