package io.jiaxiao.mall.supply.jd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names behind national division codes (GB/T 2260), from a maintained data package: province, city, county. */
final class Divisions {

    /** Levels that exist in the code only, and in nobody's address. */
    private static final Set<String> NO_PLACE = Set.of("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划");

    private final Map<String, String> names = new HashMap<>();

    /** Reads the table that comes with the service. */
    static Divisions packaged() {
        var divisions = new Divisions();
        try (InputStream table = Divisions.class.getResourceAsStream("/jd/divisions.tsv")) {
            if (table == null) {
                throw new IllegalStateException("the table of divisions is not in the service");
            }
            var lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8));
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int tab = line.indexOf('\t');
                divisions.names.put(line.substring(0, tab), line.substring(tab + 1));
            });
            return divisions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The places from the province down to the county.
     *
     * @param code six digits or more; what follows the county is not looked at
     * @return empty when nobody knows the county
     */
    List<String> path(String code) {
        if (!code.matches("\\d{6,12}") || !names.containsKey(code.substring(0, 6))) {
            return List.of();
        }
        List<String> path = new ArrayList<>();
        for (int length : new int[] {2, 4, 6}) {
            String name = names.getOrDefault(code.substring(0, length), "");
            if (!name.isEmpty() && !NO_PLACE.contains(name)) {
                path.add(name);
            }
        }
        return path;
    }
}
