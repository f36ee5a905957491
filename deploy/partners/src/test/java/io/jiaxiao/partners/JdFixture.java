package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** JD over HTTP, as a platform buys there; each test has an order number of its own. */
abstract class JdFixture {

    static final String MOBILE = "13900000001";

    /** One for all classes of a run: starting it costs seconds. Each test leaves it as on the first day. */
    static final Simulator simulator = Simulator.start(
            new Platform(),
            "jiaxiao.jd.client-secret=" + JdCaller.SECRET,
            "jiaxiao.jd.password=" + JdCaller.PASSWORD,
            "jiaxiao.partners.jd.split-delay=20ms",
            "jiaxiao.partners.jd.ship-delay=120ms",
            "jiaxiao.partners.jd.delivery-delay=60ms",
            "jiaxiao.partners.jd.after-sale-step=20ms",
            "jiaxiao.partners.jd.books-of-today=true",
            "jiaxiao.partners.jd.page-size=30",
            "jiaxiao.partners.jd.messages-at-once=5");

    static final JdCaller jd = new JdCaller(simulator);
    private static int orders;

    final String mine = "R" + ++orders;

    @BeforeEach
    void signedIn() {
        jd.login();
    }

    @AfterEach
    void asOnTheFirstDay() {
        simulator.delete("/faults");
        simulator.delete("/jd/control");
        simulator.put("/jd/control/balance", "{\"fen\":100000000}");
        simulator.put("/clock", "{\"scale\":1}");
    }

    static String code(JsonNode answer) {
        return answer.path("resultCode").asString("");
    }

    static void order(String target, String faults) {
        assertThat(simulator.put("/faults/jd/" + target, faults).status()).isEqualTo(200);
    }

    static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> changed = new HashMap<>(form);
        changed.put(name, value);
        return changed;
    }

    Map<String, String> lamps(int num) {
        return JdCaller.anOrder(mine, MOBILE, JdCaller.pieces(JdCaller.LAMP, num));
    }

    static long reserved(Map<String, String> order) {
        JsonNode answer = jd.order(order);
        assertThat(code(answer)).as("%s", answer).isEqualTo("0001");
        return answer.path("result").path("jdOrderId").longValue();
    }

    static long confirmed(Map<String, String> order) {
        long id = reserved(order);
        assertThat(code(jd.confirm(id))).isEqualTo("0003");
        return id;
    }

    static long stock(long sku) {
        return goods(sku).path("stock").longValue();
    }

    static JsonNode goods(long sku) {
        return simulator
                .get("/jd/control/goods")
                .json()
                .valueStream()
                .filter(each -> each.path("sku").longValue() == sku)
                .findFirst()
                .orElseThrow();
    }

    static long balance() {
        return simulator.get("/jd/control").json().path("balanceFen").longValue();
    }

    /** Waits for a message like this, and deletes it and no other. */
    static JsonNode awaitMessage(int type, String field, long id) {
        List<JsonNode> found = new ArrayList<>();
        await().until(() -> {
            JsonNode batch =
                    jd.call("message/get", Map.of("type", String.valueOf(type))).path("result");
            batch.valueStream()
                    .filter(each -> each.path("result").path(field).longValue() == id)
                    .limit(1)
                    .forEach(found::add);
            return !found.isEmpty();
        });
        jd.call("message/del", Map.of("id", found.getFirst().path("id").asString()));
        return found.getFirst();
    }

    /** The connection ends without an answer. */
    static void inVain(String path, Map<String, String> form) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> http.send(jd.request(path, form).build(), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    JsonNode lookUp() {
        return jd.call("order/selectJdOrderIdByThirdOrder", Map.of("thirdOrder", mine));
    }
}
