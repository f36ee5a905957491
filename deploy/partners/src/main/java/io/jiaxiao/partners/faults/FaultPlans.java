package io.jiaxiao.partners.faults;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes lists of faults: the partner's own fields, and beside them {@code probability} and {@code count}. */
final class FaultPlans {

    private static final String PROBABILITY = "probability";
    private static final String COUNT = "count";
    private static final int LONGEST = 100;

    private final JsonMapper json;

    FaultPlans(JsonMapper json) {
        this.json = json;
    }

    /** A list that cannot be followed; the message says which entry and why, in Chinese. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    /** @throws Unreadable when the list is not one */
    List<OrderedFault> forTarget(FaultLanguage language, String target, JsonNode list) {
        return read(language, target, list, false);
    }

    /** @throws Unreadable when the configured text is not such a list */
    List<OrderedFault> forSuffix(FaultLanguage language, String suffix, String text) {
        if (!suffix.matches("\\d{1,11}")) {
            throw new Unreadable("号码尾号应为 1 到 11 位数字：" + suffix);
        }
        try {
            return read(language, "..." + suffix, json.readTree(text), true);
        } catch (JacksonException broken) {
            throw new Unreadable("尾号 " + suffix + " 的故障计划不是合法的 JSON：" + broken.getOriginalMessage());
        }
    }

    ArrayNode write(List<OrderedFault> faults) {
        ArrayNode list = json.createArrayNode();
        for (OrderedFault each : faults) {
            ObjectNode node = json.valueToTree(each.fault());
            node.put(PROBABILITY, each.probability());
            node.put(COUNT, each.count());
            node.put("used", each.timesUsed());
            list.add(node);
        }
        return list;
    }

    private List<OrderedFault> read(FaultLanguage language, String target, JsonNode list, boolean perNumber) {
        if (!list.isArray() || list.size() > LONGEST) {
            throw new Unreadable("应为故障的 JSON 数组，最多 " + LONGEST + " 项");
        }
        List<OrderedFault> faults = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof ObjectNode given)) {
                throw new Unreadable("第 " + (i + 1) + " 项不是 JSON 对象");
            }
            double probability = probability(i, given.get(PROBABILITY));
            Integer count = count(i, given.get(COUNT));
            ObjectNode own = given.deepCopy();
            own.remove(List.of(PROBABILITY, COUNT));
            String stream = language.partner() + '|' + target + '|' + i;
            faults.add(new OrderedFault(fault(language, i, own), probability, count, perNumber, stream));
        }
        return faults;
    }

    private PartnerFault fault(FaultLanguage language, int index, ObjectNode own) {
        try {
            return json.treeToValue(own, language.type());
        } catch (InvalidTypeIdException unknown) {
            throw new Unreadable("第 " + (index + 1) + " 项的 kind 应为其中之一：" + String.join(", ", language.kinds()));
        } catch (JacksonException wrong) {
            throw new Unreadable("第 " + (index + 1) + " 项不正确：" + reason(wrong));
        }
    }

    private static @Nullable String reason(JacksonException wrong) {
        return wrong.getCause() instanceof IllegalArgumentException told
                ? told.getMessage()
                : wrong.getOriginalMessage();
    }

    private static double probability(int index, @Nullable JsonNode given) {
        if (given == null || given.isNull()) {
            return 1;
        }
        if (!given.isNumber() || given.doubleValue() <= 0 || given.doubleValue() > 1) {
            throw new Unreadable("第 " + (index + 1) + " 项的 probability 应大于 0 且不超过 1");
        }
        return given.doubleValue();
    }

    private static @Nullable Integer count(int index, @Nullable JsonNode given) {
        if (given == null || given.isNull()) {
            return null;
        }
        if (!given.isIntegralNumber() || !given.canConvertToInt() || given.intValue() < 1) {
            throw new Unreadable("第 " + (index + 1) + " 项的 count 应为不小于 1 的整数");
        }
        return given.intValue();
    }
}
