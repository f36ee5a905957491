package io.jiaxiao.roster.people;

import org.jspecify.annotations.Nullable;

/** Where a child is, without its data. @param classId the class it is in now; null between two classes */
public record PlacedChild(long id, @Nullable Long classId) {}
