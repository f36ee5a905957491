package io.jiaxiao.risk.rulebook.domain;

import io.jiaxiao.contracts.risk.Scene;

/**
 * A fact rules of a scene may look at, as {@code facts.NAME}.
 *
 * @param title what it is, in Chinese, for whoever writes rules
 */
public record FactDefinition(Scene scene, String name, FactType type, String title) {}
