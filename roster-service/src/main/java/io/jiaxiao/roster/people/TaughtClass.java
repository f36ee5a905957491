package io.jiaxiao.roster.people;

/**
 * A teacher's subject in a class.
 *
 * @param head whether as the class teacher (班主任)
 */
public record TaughtClass(long classId, String subject, boolean head) {}
