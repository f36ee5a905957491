package io.jiaxiao.mall.supply;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;

/**
 * Where goods go.
 *
 * @param divisionCode the national six- to twelve-digit code of county or town (GB/T 2260); a channel maps it to its own
 * @param street       the rest of the address, in clear
 */
public record Delivery(PersonName receiver, Mobile mobile, String divisionCode, String street) {

    /** Personal data never prints itself. */
    @Override
    public String toString() {
        return "Delivery[divisionCode=" + divisionCode + "]";
    }
}
