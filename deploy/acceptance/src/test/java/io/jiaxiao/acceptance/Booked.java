package io.jiaxiao.acceptance;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An order of ours in a simulated partner's own books. */
record Booked(String partnerNumber, String standing, long fen) {

    /**
     * All of a partner's books, by our number.
     *
     * @param twice where numbers go that are booked twice
     */
    static Map<String, Booked> of(String partner, List<String> twice) throws IOException, InterruptedException {
        Map<String, Booked> books = new HashMap<>();
        for (JsonElement each : Acceptance.partners()
                .get("/books/" + partner, null)
                .expect(200)
                .json()
                .getAsJsonArray("orders")) {
            JsonObject order = each.getAsJsonObject();
            String number = order.get("number").getAsString();
            var booked = new Booked(
                    order.get("partnerNumber").getAsString(),
                    order.get("standing").getAsString(),
                    order.get("fen").getAsLong());
            if (books.put(number, booked) != null) {
                twice.add(number + " is booked twice");
            }
        }
        return books;
    }
}
