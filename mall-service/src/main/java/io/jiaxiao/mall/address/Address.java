package io.jiaxiao.mall.address;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;

/**
 * Where a person has goods sent.
 *
 * @param divisionCode national code of county or town (GB/T 2260, and the town's three or six digits behind it)
 * @param street       the rest, in clear
 * @param preferred    offered first; at most one of a person is
 */
public record Address(
        long id, PersonName receiver, Mobile mobile, String divisionCode, String street, boolean preferred) {

    /** Personal data never prints itself. */
    @Override
    public String toString() {
        return "Address[id=" + id + ", divisionCode=" + divisionCode + "]";
    }
}
