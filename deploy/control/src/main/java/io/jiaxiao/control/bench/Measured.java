package io.jiaxiao.control.bench;

/**
 * One line of the table.
 *
 * @param what was measured
 * @param value with its unit
 * @param target with its comparison, such as {@code ≤ 60 s}; a dash when there is none
 * @param met whether the target is met; true when there is none
 * @param conditions flags and settings that matter to it
 */
public record Measured(String what, String value, String target, boolean met, String conditions) {

    public static Measured plain(String what, String value, String conditions) {
        return new Measured(what, value, "-", true, conditions);
    }
}
