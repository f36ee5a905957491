package io.jiaxiao.message.lifecycle;

import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.message.lifecycle.domain.MessageState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a reader wants; null means any.
 *
 * @param from     accepted at or after
 * @param until    accepted before
 * @param template code of a template
 */
public record MessageFilter(
        Instant from,
        Instant until,
        @Nullable Mobile mobile,
        @Nullable MessageState state,
        @Nullable Lane lane,
        @Nullable String template) {}
