package io.jiaxiao.partners.jd;

import io.jiaxiao.partners.phones.Phones;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JD's judgement of a submission (partners.md 5.3). The order of the checks is not public; this one goes from the form
 * to the shop. Whether the order number was used before is judged elsewhere, before all this.
 */
final class SubmitRules {

    static final int MOST_SKUS = 50;

    private static final int LONGEST_REMARK = 99;
    private static final int LONGEST_NUMBER = 50;
    private static final int MOST_PIECES = 1000;
    private static final List<String> REQUIRED = List.of(
            "thirdOrder",
            "sku",
            "name",
            "province",
            "city",
            "county",
            "town",
            "address",
            "mobile",
            "email",
            "invoiceState",
            "invoiceType",
            "selectedInvoiceTitle",
            "invoiceContent",
            "paymentType",
            "isUseBalance",
            "submitState");

    private final Shop shop;
    private final Areas areas;
    private final Balance balance;
    private final JdProperties properties;

    SubmitRules(Shop shop, Areas areas, Balance balance, JdProperties properties) {
        this.shop = shop;
        this.areas = areas;
        this.balance = balance;
        this.properties = properties;
    }

    /** What became of a submission. */
    sealed interface Verdict {
        record Acceptable(Submission submission) implements Verdict {}

        record Refused(Code code) implements Verdict {}
    }

    Verdict judge(Form form) {
        Optional<Code> wrong = form(form).or(() -> invoice(form)).or(() -> payment(form));
        if (wrong.isPresent()) {
            return new Verdict.Refused(wrong.get());
        }
        Optional<JsonNode> skus = form.json("sku").filter(JsonNode::isArray);
        if (skus.isEmpty()) {
            return new Verdict.Refused(Code.BAD_FORMAT);
        }
        return judge(form, skus.get());
    }

    private Verdict judge(Form form, JsonNode skus) {
        if (skus.isEmpty() || skus.size() > MOST_SKUS) {
            return new Verdict.Refused(Code.BAD_VALUE);
        }
        List<Map.Entry<Goods, Integer>> lines = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (JsonNode each : skus) {
            long sku = each.path("skuId").asLong(-1);
            int num = each.path("num").asInt(0);
            if (sku < 0 || num < 1 || num > MOST_PIECES) {
                return new Verdict.Refused(Code.BAD_VALUE);
            }
            if (!seen.add(sku)) {
                return new Verdict.Refused(Code.REPEATED);
            }
            Goods goods = shop.find(sku);
            if (goods == null) {
                return new Verdict.Refused(Code.NO_SUCH_SKU);
            }
            lines.add(Map.entry(goods, num));
        }
        Optional<Code> wrong = address(form)
                .or(() -> goods(form, lines))
                .or(() -> snapshot(form, lines))
                .or(() -> lines.stream().allMatch(line -> line.getKey().stock >= line.getValue())
                        ? Optional.empty()
                        : Optional.of(Code.OUT_OF_STOCK));
        if (wrong.isPresent()) {
            return new Verdict.Refused(wrong.get());
        }
        long goodsFen = lines.stream()
                .mapToLong(line -> line.getKey().priceFen * line.getValue())
                .sum();
        long freight = freight(goodsFen);
        if (!balance.covers(goodsFen + freight)) {
            return new Verdict.Refused(Code.BALANCE);
        }
        return new Verdict.Acceptable(new Submission(
                form.text("thirdOrder"),
                form.text("mobile"),
                List.copyOf(lines),
                freight,
                form.text("submitState").equals("1"),
                goodsFen + freight));
    }

    long freight(long goodsFen) {
        return goodsFen >= properties.freeFreightFromFen() ? 0 : properties.freightFen();
    }

    private static Optional<Code> form(Form form) {
        if (REQUIRED.stream().anyMatch(form::lacks)) {
            return Optional.of(Code.EMPTY);
        }
        boolean written = Phones.isMobile(form.text("mobile"))
                && form.text("email").matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")
                && form.text("thirdOrder").length() <= LONGEST_NUMBER;
        if (!written) {
            return Optional.of(Code.BAD_FORMAT);
        }
        boolean fits = form.text("submitState").matches("[01]")
                && form.text("remark").length() <= LONGEST_REMARK
                && form.text("name").length() <= 20
                && form.text("address").length() <= 100;
        return fits ? Optional.empty() : Optional.of(Code.BAD_VALUE);
    }

    private static Optional<Code> invoice(Form form) {
        boolean fits = form.text("invoiceState").matches("[012]")
                && form.text("invoiceType").matches("[123]")
                && form.text("selectedInvoiceTitle").matches("[45]")
                && form.text("invoiceContent").matches("1|3|19|22");
        if (!fits) {
            return Optional.of(Code.BAD_VALUE);
        }
        boolean nameless = form.text("selectedInvoiceTitle").equals("5") && form.lacks("companyName");
        boolean vatWithGoods = form.text("invoiceType").equals("2")
                && form.text("invoiceState").equals("1");
        boolean addressless = vatWithGoods
                && List.of(
                                "invoiceName",
                                "invoicePhone",
                                "invoiceProvice",
                                "invoiceCity",
                                "invoiceCounty",
                                "invoiceAddress")
                        .stream()
                        .anyMatch(form::lacks);
        return nameless || addressless ? Optional.of(Code.EMPTY) : Optional.empty();
    }

    /** This contract pays from the balance, and only from it. */
    private static Optional<Code> payment(Form form) {
        String type = form.text("paymentType");
        if (!type.matches("1|2|4|5|6|7|20|101|102")) {
            return Optional.of(Code.BAD_VALUE);
        }
        if (!form.text("isUseBalance").equals(type.equals("4") ? "1" : "0")) {
            return Optional.of(Code.BAD_VALUE);
        }
        return type.equals("4") ? Optional.empty() : Optional.of(Code.CONTRACT);
    }

    private Optional<Code> address(Form form) {
        boolean known = areas.isAddress(
                form.number("province"), form.number("city"), form.number("county"), form.number("town"));
        return known ? Optional.empty() : Optional.of(Code.BAD_ADDRESS);
    }

    private static Optional<Code> goods(Form form, List<Map.Entry<Goods, Integer>> lines) {
        boolean giftCards = lines.stream().anyMatch(line -> line.getKey().kind == Goods.Kind.GIFT_CARD);
        boolean others = lines.stream().anyMatch(line -> line.getKey().kind != Goods.Kind.GIFT_CARD);
        if (giftCards && others) {
            return Optional.of(Code.GIFT_CARD_MIXED);
        }
        if (giftCards && !form.text("invoiceType").equals("1")) {
            return Optional.of(Code.GIFT_CARD_INVOICE);
        }
        for (Map.Entry<Goods, Integer> line : lines) {
            Goods goods = line.getKey();
            if (!goods.onShelf || goods.pools.isEmpty()) {
                return Optional.of(Code.RESTRICTED);
            }
            if (goods.priceFen <= 0) {
                return Optional.of(Code.NO_PRICE);
            }
            if (goods.notSentTo.contains(form.number("province"))) {
                return Optional.of(Code.AREA_RESTRICTED);
            }
        }
        return Optional.empty();
    }

    /** With {@code doOrderPriceMode} 1 the prices the customer was shown must still be those of the shop. */
    private static Optional<Code> snapshot(Form form, List<Map.Entry<Goods, Integer>> lines) {
        if (!form.text("doOrderPriceMode").equals("1")) {
            return Optional.empty();
        }
        Optional<JsonNode> snap = form.json("orderPriceSnap").filter(JsonNode::isArray);
        if (snap.isEmpty()) {
            return Optional.of(form.lacks("orderPriceSnap") ? Code.EMPTY : Code.BAD_FORMAT);
        }
        Map<Long, BigDecimal> shown = new HashMap<>();
        for (JsonNode each : snap.get()) {
            BigDecimal price = decimal(each.path("price").asString(""));
            if (price == null) {
                return Optional.of(Code.BAD_FORMAT);
            }
            shown.put(each.path("skuId").asLong(-1), price);
        }
        boolean same = lines.stream().allMatch(line -> {
            BigDecimal price = shown.get(line.getKey().sku);
            return price != null && price.compareTo(Yuan.of(line.getKey().priceFen)) == 0;
        });
        return same ? Optional.empty() : Optional.of(Code.PRICE_DIFFERS);
    }

    private static @Nullable BigDecimal decimal(String text) {
        return text.matches("\\d{1,9}(\\.\\d{1,4})?") ? new BigDecimal(text) : null;
    }
}
