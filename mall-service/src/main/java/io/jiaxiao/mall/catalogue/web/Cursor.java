package io.jiaxiao.mall.catalogue.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.domain.GoodsQuery.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a list as callers carry it: nothing to read anything into. */
final class Cursor {

    private static final Pattern PLACE = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,19})");
    private static final Refusal WRONG = Refusal.invalid("CURSOR_WRONG", "分页游标 cursor 无效，请从第一页重新加载");

    private Cursor() {}

    static String write(Place place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((place.pointsPrice() + "." + place.id()).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws io.jiaxiao.kernel.RefusedException 400 for what was never given out */
    static Place read(String cursor) {
        try {
            Matcher place = PLACE.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
            if (place.matches()) {
                return new Place(Long.parseLong(place.group(1)), Long.parseLong(place.group(2)));
            }
        } catch (IllegalArgumentException notOurs) {
            throw WRONG.asException();
        }
        throw WRONG.asException();
    }
}
