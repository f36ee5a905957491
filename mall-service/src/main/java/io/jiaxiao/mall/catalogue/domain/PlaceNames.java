package io.jiaxiao.mall.catalogue.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** When a channel's name for a place means the same as the national one: 北京 and 北京市, 广西 and 广西壮族自治区. */
public final class PlaceNames {

    private static final Pattern RANK =
            Pattern.compile("(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|林区|街道办事处|街道|省|市|区|县|盟|旗|镇|乡)$");

    private PlaceNames() {}

    /** The number of the one area that bears this name; empty for none, and for several. */
    public static Optional<String> find(String name, Map<String, String> areas) {
        List<String> same = numbers(areas, name::equals);
        if (same.isEmpty()) {
            String bare = bare(name);
            same = numbers(areas, other -> bare(other).equals(bare));
        }
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }

    private static List<String> numbers(Map<String, String> areas, Predicate<String> named) {
        return areas.entrySet().stream()
                .filter(area -> named.test(area.getValue().strip()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Without its rank, unless that leaves a single character: 东区 is not 东. */
    static String bare(String name) {
        String bare = RANK.matcher(name.strip()).replaceFirst("");
        return bare.length() < 2 ? name.strip() : bare;
    }
}
