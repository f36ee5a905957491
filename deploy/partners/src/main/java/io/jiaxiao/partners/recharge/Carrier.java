package io.jiaxiao.partners.recharge;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The carriers, by the first three digits the ministry gave them. Numbers carried to another carrier are not known. */
public enum Carrier {
    MOBILE("移动", "134 135 136 137 138 139 147 148 150 151 152 157 158 159 165 172 178 182 183 184 187 188 195 197 198"),
    UNICOM("联通", "130 131 132 140 145 146 155 156 166 167 171 175 176 185 186 196"),
    TELECOM("电信", "133 141 149 153 162 173 174 177 180 181 189 190 191 193 199");

    private final String title;
    private final Set<String> segments;

    Carrier(String title, String segments) {
        this.title = title;
        this.segments = Set.of(segments.split(" "));
    }

    /** As partners write it. */
    public String title() {
        return title;
    }

    /** Whose number this is; empty for a segment of none of the three. */
    public static Optional<Carrier> of(String mobile) {
        return Arrays.stream(values())
                .filter(carrier -> mobile.length() == 11 && carrier.segments.contains(mobile.substring(0, 3)))
                .findFirst();
    }
}
