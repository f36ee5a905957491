package io.jiaxiao.mall.supply;

import java.util.List;
import java.util.Map;

/** A channel that ships by areas of its own numbering. Throws {@link ChannelUnavailableException} when it cannot be asked now. */
public interface AreaSource {

    /** Name of the channel. */
    String name();

    /**
     * Names of the areas below one, by number.
     *
     * @param above numbers from the province down; empty for the provinces
     */
    Map<String, String> areas(List<String> above);
}
