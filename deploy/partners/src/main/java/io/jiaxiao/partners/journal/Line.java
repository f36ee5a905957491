package io.jiaxiao.partners.journal;

/**
 * One thing asked for, and for whom.
 *
 * @param number the business number: for text messages the mobile number
 * @param text what was to go there; for a text message without the visible signature
 */
public record Line(String number, String text) {}
