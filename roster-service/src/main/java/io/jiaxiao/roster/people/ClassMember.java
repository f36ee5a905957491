package io.jiaxiao.roster.people;

import io.jiaxiao.kernel.PersonName;

/** A student in the list of a class. */
public record ClassMember(long id, PersonName name, StudentNumber number) {}
