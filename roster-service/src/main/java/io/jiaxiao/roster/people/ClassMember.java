package io.jiaxiao.roster.people;

import io.jiaxiao.kernel.PersonName;
import org.jspecify.annotations.Nullable;

/**
 * A student in the list of a class.
 *
 * @param number null when a guardian added the child and nobody has said its number yet
 */
public record ClassMember(long id, PersonName name, @Nullable StudentNumber number) {}
