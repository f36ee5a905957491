package io.jiaxiao.partners.jd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An order as it was asked for.
 *
 * @param lines SKU and pieces, in the order they were named
 * @param confirmedAtOnce {@code submitState} 1
 * @param totalFen goods and freight at the prices of the moment
 */
record Submission(
        String thirdOrder,
        String mobile,
        List<Map.Entry<Goods, Integer>> lines,
        long freightFen,
        boolean confirmedAtOnce,
        long totalFen) {

    /** Under what a fault can be ordered for it: the receiver's mobile, each SKU, and {@code fen-} with the amount. */
    List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        numbers.add(mobile);
        lines.forEach(line -> numbers.add(String.valueOf(line.getKey().sku)));
        numbers.add("fen-" + totalFen);
        return numbers;
    }

    @Override
    public String toString() {
        return "Submission[" + thirdOrder + "]";
    }
}
