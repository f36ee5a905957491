package io.jiaxiao.roster.people;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.kernel.PersonName;
import org.jspecify.annotations.Nullable;

/**
 * A human being known to the platform.
 *
 * @param name   null until somebody says it
 * @param mobile null for one who does not sign in with a number
 */
public record Person(long id, @Nullable PersonName name, @Nullable Mobile mobile, boolean active) {}
