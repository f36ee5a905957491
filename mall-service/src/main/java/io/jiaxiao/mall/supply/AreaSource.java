package io.jiaxiao.mall.supply;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A channel that ships by areas of its own numbering. Throws {@link ChannelUnavailableException} when it cannot be asked now. */
public interface AreaSource {

    /** Name of the channel. */
    String name();

    /**
     * Names of the areas below one, by number.
     *
     * @param parent null for the provinces
     */
    Map<String, String> areas(@Nullable String parent);
}
