package io.jiaxiao.mall.supply.kefei;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The carriers 科飞 sells for, by the segments the ministry gave them. A number carried over to another carrier is not known
 * here: the partner refuses it, and the points go back.
 */
enum Carrier {
    MOBILE("移动", "134 135 136 137 138 139 147 148 150 151 152 157 158 159 165 172 178 182 183 184 187 188 195 197 198"),
    UNICOM("联通", "130 131 132 140 145 146 155 156 166 167 171 175 176 185 186 196"),
    TELECOM("电信", "133 141 149 153 162 173 174 177 180 181 189 190 191 193 199");

    private final String title;
    private final Set<String> segments;

    Carrier(String title, String segments) {
        this.title = title;
        this.segments = Set.of(segments.split(" "));
    }

    /** As the partner writes it. */
    String title() {
        return title;
    }

    static Optional<Carrier> of(String digits) {
        return Arrays.stream(values())
                .filter(carrier -> carrier.segments.contains(digits.substring(0, 3)))
                .findFirst();
    }
}
