package io.jiaxiao.mall.supply.jd;

import io.jiaxiao.mall.supply.Delivery;
import io.jiaxiao.mall.supply.SupplyOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JD's order calls, one method each (partners.md 5.3). */
final class JdDesk {

    private final JdCalls calls;
    private final JdProperties account;

    JdDesk(JdCalls calls, JdProperties account) {
        this.calls = calls;
        this.account = account;
    }

    /** Reserves; needs {@link #confirm}. With the prices we were shown, so that a dearer order is refused (3019). */
    JdAnswer submit(SupplyOrder order, Delivery to, JdArea area) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("thirdOrder", order.number());
        form.put("sku", skus(order));
        form.put("name", to.receiver().clear());
        form.put("mobile", to.mobile().digits());
        form.put("province", String.valueOf(area.province()));
        form.put("city", String.valueOf(area.city()));
        form.put("county", String.valueOf(area.county()));
        form.put("town", String.valueOf(area.town()));
        form.put("address", to.street());
        form.put("email", account.email());
        form.put("invoiceState", "2");
        form.put("invoiceType", "1");
        form.put("selectedInvoiceTitle", "5");
        form.put("companyName", account.companyName());
        form.put("invoiceContent", "1");
        form.put("paymentType", "4");
        form.put("isUseBalance", "1");
        form.put("submitState", "0");
        form.put("doOrderPriceMode", "1");
        form.put("orderPriceSnap", prices(order));
        return calls.call(JdCalls.Line.ORDER, "order/submitOrder", form);
    }

    JdAnswer confirm(String number) {
        return calls.call(JdCalls.Line.ORDER, "order/confirmOrder", Map.of("jdOrderId", number));
    }

    JdAnswer cancel(String number) {
        return calls.call(JdCalls.Line.ORDER, "order/cancel", Map.of("jdOrderId", number));
    }

    JdAnswer pay(String number) {
        return calls.call(JdCalls.Line.ORDER, "order/doPay", Map.of("jdOrderId", number));
    }

    /** What JD knows of our number. */
    Found find(String ourNumber) {
        JdAnswer answer =
                calls.call(JdCalls.Line.ORDER, "order/selectJdOrderIdByThirdOrder", Map.of("thirdOrder", ourNumber));
        if (answer instanceof JdAnswer.Told told) {
            String number = JdJson.id(told.result());
            if (told.success() && !number.isEmpty()) {
                return show(number);
            }
            if (!told.success()
                    && (told.code().equals(JdCodes.NO_SUCH_ORDER) || told.code().equals(JdCodes.NOTHING_THERE))) {
                return new Found.Nothing();
            }
        }
        return new Found.Unclear(answer.code());
    }

    /** @param number of the parent, or of any child */
    Found show(String number) {
        JdAnswer answer = calls.call(JdCalls.Line.ORDER, "order/selectJdOrder", Map.of("jdOrderId", number));
        if (answer instanceof JdAnswer.Told told) {
            Optional<JdOrder> order = told.success() ? JdOrder.read(told.result()) : Optional.empty();
            if (order.isPresent()) {
                return new Found.There(order.get(), JdOrder.rootOf(told.result(), number));
            }
            if (told.code().equals(JdCodes.NO_SUCH_ORDER)) {
                return new Found.Nothing();
            }
            return new Found.Unclear(told.success() ? JdCodes.UNREADABLE_ANSWER : told.code());
        }
        return new Found.Unclear(answer.code());
    }

    /** What a look-up came to. */
    sealed interface Found {

        /** @param root number of the parent, also when a child was asked for */
        record There(JdOrder order, String root) implements Found {}

        record Nothing() implements Found {}

        record Unclear(String code) implements Found {}
    }

    private static String skus(SupplyOrder order) {
        List<Map<String, Object>> skus = new ArrayList<>();
        for (SupplyOrder.Item item : order.items()) {
            Map<String, Object> sku = new LinkedHashMap<>();
            sku.put("skuId", Long.valueOf(item.sku()));
            sku.put("num", item.quantity());
            sku.put("bNeedAnnex", true);
            sku.put("bNeedGift", false);
            skus.add(sku);
        }
        return JdJson.write(skus);
    }

    private static String prices(SupplyOrder order) {
        List<Map<String, Object>> prices = new ArrayList<>();
        for (SupplyOrder.Item item : order.items()) {
            Map<String, Object> price = new LinkedHashMap<>();
            price.put("price", BigDecimal.valueOf(item.costFen(), 2));
            price.put("skuId", Long.valueOf(item.sku()));
            prices.add(price);
        }
        return JdJson.write(prices);
    }
}
