package io.jiaxiao.mall.points.domain;

/**
 * What makes a command the same command.
 *
 * @param name of the command
 * @param hash of everything else it says
 */
public record CommandKey(Name name, String hash) {

    /** @param scope whose keys these are; keys of two scopes never meet */
    public record Name(int scope, String key) {}
}
