package io.jiaxiao.partners.jd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JD's own four levels of addresses: a part of the country, with real names. In the four cities under the central
 * government the districts stand on the second level, as JD has them.
 */
final class Areas {

    private static final int LEVELS = 4;

    private final Map<Long, Area> byId = new HashMap<>();
    private final List<Area> provinces = new ArrayList<>();

    /** @param level 1 province to 4 town */
    record Area(int level, long id, String name, @Nullable Area parent, List<Area> children) {}

    /** Reads lines of level, id and name, each below the last line of the level above. */
    Areas(List<List<String>> rows) {
        @Nullable Area[] last = new Area[LEVELS + 1];
        for (List<String> row : rows) {
            int level = Integer.parseInt(row.get(0));
            Area parent = last[level - 1];
            Area area = new Area(level, Long.parseLong(row.get(1)), row.get(2), parent, new ArrayList<>());
            last[level] = area;
            if (byId.put(area.id(), area) != null) {
                throw new IllegalStateException("Two areas with the id " + area.id());
            }
            (parent == null ? provinces : parent.children()).add(area);
        }
    }

    Map<String, Long> provinces() {
        return named(provinces);
    }

    /** The areas of this level below the area with the id; empty when there is none. */
    Map<String, Long> below(long id, int level) {
        Area area = byId.get(id);
        return area == null || area.level() != level - 1 ? Map.of() : named(area.children());
    }

    /**
     * Whether the four ids lie one below the other. A town is needed where JD has towns, 0 where it has none; likewise
     * the county.
     */
    boolean isAddress(long province, long city, long county, long town) {
        List<Area> here = provinces;
        for (long id : new long[] {province, city, county, town}) {
            if (here.isEmpty()) {
                if (id != 0) {
                    return false;
                }
                continue;
            }
            Area next =
                    here.stream().filter(area -> area.id() == id).findFirst().orElse(null);
            if (next == null) {
                return false;
            }
            here = next.children();
        }
        return true;
    }

    /** The areas a full address text begins with, as far down as it names them. */
    private List<Area> inText(String address) {
        List<Area> found = new ArrayList<>();
        List<Area> here = provinces;
        while (!here.isEmpty()) {
            Optional<Area> next =
                    here.stream().filter(area -> address.contains(area.name())).findFirst();
            if (next.isEmpty()) {
                break;
            }
            found.add(next.get());
            here = next.get().children();
        }
        return found;
    }

    /** A level as a map of name to id. That an empty one is 0010 and not a success is not in a public document. */
    static Answer answer(Map<String, Long> level) {
        if (level.isEmpty()) {
            return Answer.no(Code.NOTHING_THERE);
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        level.forEach(node::put);
        return Answer.ok(node);
    }

    /** {@code area/checkArea}; the names of its parameters are not in a public document. */
    Answer check(Form form) {
        boolean known = isAddress(
                form.number("provinceId"), form.number("cityId"), form.number("countyId"), form.number("townId"));
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("success", known);
        node.put("resultCode", known ? 0 : 1);
        return Answer.ok(node);
    }

    /** {@code area/getJDAddressFromAddress}. */
    Answer fromText(Form form) {
        if (form.lacks("address")) {
            return Answer.no(Code.EMPTY);
        }
        List<Area> found = inText(form.text("address"));
        if (found.isEmpty()) {
            return Answer.no(Code.NOTHING_THERE);
        }
        String[] levels = {"province", "city", "county", "town"};
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("nationId", 4744);
        node.put("nation", "中国");
        for (int i = 0; i < LEVELS; i++) {
            node.put(levels[i] + "Id", i < found.size() ? found.get(i).id() : 0);
            node.put(levels[i], i < found.size() ? found.get(i).name() : "");
        }
        return Answer.ok(node);
    }

    private static Map<String, Long> named(List<Area> areas) {
        Map<String, Long> named = new LinkedHashMap<>();
        areas.forEach(area -> named.put(area.name(), area.id()));
        return named;
    }
}
