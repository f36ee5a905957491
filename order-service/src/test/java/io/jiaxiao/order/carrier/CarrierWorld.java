package io.jiaxiao.order.carrier;

import static org.awaitility.Awaitility.await;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.order.fixture.OrderFixture;
import io.jiaxiao.order.fixture.Partners;
import io.jiaxiao.order.fixture.RecordingCarrierOwner;
import io.jiaxiao.order.fixture.RecordingOwner;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** An order on the carrier's bill, a phone for its code, and rounds that happen when a test says so. */
abstract class CarrierWorld extends OrderFixture {

    static final Duration SOON = Duration.ofSeconds(20);
    static final String PRODUCT = "XXT-MONTH";
    static final CarrierOrders.Evidence EVIDENCE =
            new CarrierOrders.Evidence("203.0.113.7", "Mozilla/5.0 (test)", "校讯通 每月10元，次月起按月扣费，可随时退订");

    @Autowired
    protected CarrierOrders orders;

    @Autowired
    protected ApplicationContext context;

    final String order = RecordingOwner.OWN + number();
    final String mobile = aMobile();

    private String carrierOrder = "";

    CarrierOrders.CodeAsked ask() {
        if (carrierOrder.isEmpty()) {
            var wanted = new CarrierOrders.Wanted(order, Long.toString(number()), new Mobile(mobile), PRODUCT);
            carrierOrder = transaction.execute(status -> orders.open(wanted));
        }
        return orders.askCode(carrierOrder, EVIDENCE);
    }

    String sent() {
        if (ask() instanceof CarrierOrders.CodeAsked.Sent sent) {
            return sent.carrierOrderId();
        }
        throw new AssertionError("no code was sent");
    }

    String code() {
        JsonNode text = Partners.control(
                "GET",
                "/phones/" + mobile + "/inbox/latest?waitMillis=5000&containing="
                        + URLEncoder.encode("验证码", StandardCharsets.UTF_8),
                "");
        return text.path("text").asString().replaceAll(".*验证码(\\d{6}).*", "$1");
    }

    CarrierOrders.Confirmed confirm(String id, String code) {
        return orders.confirm(id, code, EVIDENCE);
    }

    void faults(String faults) {
        Partners.order("carrier", mobile, faults);
    }

    void counter(String body) {
        Partners.control("POST", "/carrier/control/lines/" + mobile + "/" + PRODUCT, body);
    }

    List<String> told() {
        return carrierOwner.about(order).stream()
                .map(RecordingCarrierOwner.Told::what)
                .toList();
    }

    String state(String id) {
        return jdbc.queryForObject("SELECT state FROM carrier_order WHERE id = ?", String.class, id);
    }

    void pass(Duration time) {
        CarrierCalendar.pass(context, clock, time);
    }

    String active() {
        String id = sent();
        confirm(id, code());
        await().atMost(SOON).until(() -> state(id).equals("ACTIVE"));
        return id;
    }
}
