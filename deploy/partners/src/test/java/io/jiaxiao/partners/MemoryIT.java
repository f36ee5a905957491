package io.jiaxiao.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jiaxiao.partners.kefei.ChargeRequest;
import io.jiaxiao.partners.niannianka.CardRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A supplier whose process ended: the next one knows every order, and goes on with what was not finished. */
class MemoryIT {

    private static final String MOBILE = "13900000001";
    private static final String CARD = "20010001";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final Platform platform = new Platform();
    private final SupplierFixture.Ear ear = new SupplierFixture.Ear();
    private Simulator simulator;
    private JdCaller jd;

    @BeforeEach
    void aFirstLife() {
        live("20ms");
    }

    @AfterEach
    void theEnd() {
        simulator.close();
        ear.close();
        platform.close();
    }

    /** @param pace of everything that takes its time */
    private void live(String pace) {
        simulator = Simulator.start(
                platform,
                "jiaxiao.partners.memory=" + folder.resolve("diaries"),
                "jiaxiao.jd.client-secret=" + JdCaller.SECRET,
                "jiaxiao.jd.password=" + JdCaller.PASSWORD,
                "jiaxiao.niannianka.app-secret=" + CardRequest.SECRET,
                "jiaxiao.partners.niannianka.callback-url=" + ear.url() + "/callback/niannianka/{pathToken}",
                "jiaxiao.kefei.md5-key=" + ChargeRequest.KEY,
                "jiaxiao.partners.niannianka.untreated-for=" + pace,
                "jiaxiao.partners.niannianka.processing-for=" + pace,
                "jiaxiao.partners.kefei.step=" + pace,
                "jiaxiao.partners.jd.split-delay=" + pace,
                "jiaxiao.partners.jd.ship-delay=" + pace,
                "jiaxiao.partners.jd.delivery-delay=" + pace);
        jd = new JdCaller(simulator);
        jd.login();
    }

    private void anotherLife(String pace) {
        simulator.close();
        live(pace);
    }

    private JsonNode ask(CardRequest request) {
        return simulator
                .post(CardRequest.PATH, "application/json", request.body())
                .json();
    }

    private int code(ChargeRequest request) {
        return simulator
                .sendBytes(simulator
                        .request(ChargeRequest.PATH)
                        .header("Content-Type", ChargeRequest.CONTENT_TYPE)
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(request.body())))
                .json()
                .get("errorCode")
                .intValue();
    }

    private ChargeRequest charge(String order) {
        return ChargeRequest.charge(order, MOBILE, "100", "移动", ear.url() + "/callback/kefei");
    }

    /** Our number, and what the partner's books say of it. */
    private Map<String, String> books(String partner) {
        Map<String, String> books = new TreeMap<>();
        simulator
                .get("/books/" + partner)
                .json()
                .get("orders")
                .forEach(order -> books.put(
                        order.get("number").stringValue(),
                        order.get("partnerNumber").stringValue() + " "
                                + order.get("standing").stringValue() + " "
                                + order.get("fen").longValue()));
        return books;
    }

    private void awaitStanding(String partner, String number, String standing) {
        await().untilAsserted(() -> assertThat(books(partner).get(number)).contains(standing));
    }

    private String cards(String number) {
        return JSON.readTree(ask(CardRequest.info(number)).get("result").stringValue())
                .get("cards")
                .toString();
    }

    private List<Long> messages() {
        return jd.call("message/get", Map.of())
                .path("result")
                .valueStream()
                .map(message -> message.get("id").longValue())
                .toList();
    }

    private long reserved(String number, int pieces) {
        return jd.order(JdCaller.anOrder(number, MOBILE, JdCaller.pieces(JdCaller.LAMP, pieces)))
                .path("result")
                .path("jdOrderId")
                .longValue();
    }

    @Test
    void whatHasEnded_isKnownUnderTheSameNumbers_withItsMoneyStockCardsAndMessages() {
        simulator.put("/faults/jd/" + MOBILE, "[{\"kind\":\"SPLIT\"}]");
        jd.confirm(reserved("J1", 2));
        jd.call("order/cancel", Map.of("jdOrderId", String.valueOf(reserved("J2", 1))));
        ask(CardRequest.card("N1", CARD, 1));
        assertThat(code(charge("K1"))).isEqualTo(1);
        awaitStanding("jd", "J1", "SUPPLIED");
        awaitStanding("niannianka", "N1", "SUPPLIED");
        awaitStanding("kefei", "K1", "SUPPLIED");
        long read = messages().getFirst();
        jd.call("message/del", Map.of("id", String.valueOf(read)));
        Map<String, Object> before = everything();

        anotherLife("20ms");
        assertThat(everything()).isEqualTo(before);
        assertThat(messages()).isNotEmpty().doesNotContain(read);
        anotherLife("20ms");
        assertThat(everything()).as("and in a third life").isEqualTo(before);

        assertThat(jd.order(JdCaller.anOrder("J1", MOBILE, JdCaller.pieces(JdCaller.LAMP, 2)))
                        .path("resultCode")
                        .stringValue())
                .isEqualTo("0008");
        assertThat(ask(CardRequest.card("N1", CARD, 1)).get("code").intValue()).isEqualTo(3001);
        assertThat(code(charge("K1"))).isNotEqualTo(1);
        assertThat(books("kefei")).hasSize(1);
    }

    private Map<String, Object> everything() {
        Map<String, Object> all = new HashMap<>();
        for (String partner : List.of("jd", "niannianka", "kefei")) {
            all.put(partner, books(partner));
        }
        all.put("jd state", simulator.get("/jd/control").json());
        all.put("jd goods", simulator.get("/jd/control/goods").json());
        all.put("jd order", simulator.get("/jd/control/orders/J1").json());
        all.put("jd messages", messages());
        all.put(
                "niannianka balance",
                ask(CardRequest.of("user.info.get", Map.of())).get("result").stringValue());
        all.put("cards", cards("N1"));
        return all;
    }

    @Test
    void whatWasUnderWay_goesOnToItsEnd_andIsCalledBack() {
        anotherLife("10m");
        jd.confirm(reserved("J1", 1));
        long waiting = reserved("J2", 1);
        ask(CardRequest.card("N1", CARD, 1));
        assertThat(code(charge("K1"))).isEqualTo(1);
        assertThat(books("jd").get("J1")).contains("OPEN");
        assertThat(books("niannianka").get("N1")).contains("OPEN");
        assertThat(books("kefei").get("K1")).contains("OPEN");

        anotherLife("20ms");
        assertThat(books("jd").get("J2")).contains("RESERVED");
        assertThat(jd.confirm(waiting).path("success").booleanValue()).isTrue();
        awaitStanding("jd", "J2", "SUPPLIED");
        // How long a step takes was decided when the order was taken.
        simulator.put("/clock", "{\"scale\":1000}");
        awaitStanding("niannianka", "N1", "SUPPLIED");
        awaitStanding("kefei", "K1", "SUPPLIED");
        await().untilAsserted(() -> assertThat(ear.about("N1")).isNotEmpty());
        await().untilAsserted(() -> assertThat(ear.about("Orderid=K1")).isNotEmpty());
        awaitStanding("jd", "J1", "SUPPLIED");
    }

    @Test
    void aLineTornByTheEnd_wasNeverAnswered_andIsForgotten() throws IOException {
        ask(CardRequest.card("N1", CARD, 1));
        awaitStanding("niannianka", "N1", "SUPPLIED");
        Map<String, String> before = books("niannianka");
        simulator.close();
        Path diary = folder.resolve("diaries/niannianka.jsonl");
        Files.writeString(diary, "{\"kind\":\"taken\",\"at\":\"2026-", StandardOpenOption.APPEND);
        live("20ms");
        assertThat(books("niannianka")).isEqualTo(before);
        assertThat(ask(CardRequest.card("N2", CARD, 1)).get("code").intValue()).isZero();
        anotherLife("20ms");
        assertThat(books("niannianka")).containsOnlyKeys("N1", "N2").containsAllEntriesOf(before);
    }
}
