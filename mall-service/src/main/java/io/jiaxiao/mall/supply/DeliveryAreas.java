package io.jiaxiao.mall.supply;

import java.util.Optional;

/** National division codes in a channel's own numbering. Implemented by the catalogue feature. */
public interface DeliveryAreas {

    /**
     * The channel's numbers from the province down, joined by {@code _}, as many levels as are known: {@code 1_72_2839}. A town the channel
     * does not know is answered by its county.
     *
     * @param divisionCode of a county or town
     * @return empty when the place has no counterpart; operators see those
     */
    Optional<String> area(String channel, String divisionCode);
}
