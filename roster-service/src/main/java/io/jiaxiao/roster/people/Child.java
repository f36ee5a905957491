package io.jiaxiao.roster.people;

import io.jiaxiao.kernel.PersonName;
import org.jspecify.annotations.Nullable;

/**
 * A student as those see them who care for them.
 *
 * @param classId the class the child is in now; null between two classes
 */
public record Child(long id, PersonName name, long schoolId, @Nullable Long classId) {}
