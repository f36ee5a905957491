package io.jiaxiao.partners.jd;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One SKU: what is printed on it, and what changes by the hour. Guarded by the desk's lock. */
final class Goods {

    /** What JD counts it as. */
    enum Kind {
        NORMAL,
        LARGE,
        GIFT_CARD
    }

    final long sku;
    final Kind kind;
    final String name;
    final String category;
    final String brand;
    final String unit;
    final int grams;
    final long jdPriceFen;
    final Set<Long> notSentTo;
    final Set<Integer> pools = new TreeSet<>();
    long priceFen;
    long stock;
    boolean onShelf = true;

    Goods(List<String> row) {
        sku = Long.parseLong(row.get(0));
        Arrays.stream(row.get(1).split(",")).map(Integer::valueOf).forEach(pools::add);
        kind = switch (row.get(2)) {
            case "L" -> Kind.LARGE;
            case "G" -> Kind.GIFT_CARD;
            default -> Kind.NORMAL;
        };
        name = row.get(3);
        category = row.get(4);
        brand = row.get(5);
        unit = row.get(6);
        grams = Integer.parseInt(row.get(7));
        priceFen = Long.parseLong(row.get(8));
        jdPriceFen = Long.parseLong(row.get(9));
        stock = Long.parseLong(row.get(10));
        notSentTo = Arrays.stream(row.get(11).split(","))
                .filter(id -> !id.isBlank())
                .map(Long::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    String image(int n) {
        return "jfs/t1/jiaxiao/" + sku + "/" + n + ".jpg";
    }
}
