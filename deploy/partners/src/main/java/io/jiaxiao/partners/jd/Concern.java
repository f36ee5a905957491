package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.journal.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a request is about. */
final class Concern {

    private final OrderApi api;

    Concern(OrderApi api) {
        this.api = api;
    }

    /** What a request is known by: the numbers of its order, else its SKUs. */
    List<String> numbers(String path, Form form) {
        if (path.equals(Calls.SUBMIT)) {
            return api.acceptable(form).map(Submission::numbers).orElseGet(() -> List.of(form.text("mobile")));
        }
        Form about = path.startsWith("afterSale/")
                ? new Form(Map.of(
                        "jdOrderId",
                        form.json("param")
                                .map(p -> p.path("jdOrderId").asString(""))
                                .orElse("")))
                : form;
        Order order = api.named(about);
        if (order != null) {
            return order.numbers();
        }
        List<String> skus = new ArrayList<>();
        List.of("sku", "skuIds").forEach(field -> form.numbers(field).forEach(sku -> skus.add(String.valueOf(sku))));
        form.json("skuNums")
                .ifPresent(
                        list -> list.forEach(each -> skus.add(each.path("skuId").asString(""))));
        return skus;
    }

    /** What the journal lists a request under. */
    static List<Line> lines(String path, Form form, List<String> numbers) {
        String thing = form.text("thirdOrder") + form.text("jdOrderId");
        List<Line> lines = new ArrayList<>();
        if (!numbers.isEmpty()) {
            lines.add(new Line(numbers.getFirst(), path + " " + thing));
        }
        if (!form.lacks("thirdOrder")) {
            lines.add(new Line(form.text("thirdOrder"), path));
        }
        return lines;
    }
}
