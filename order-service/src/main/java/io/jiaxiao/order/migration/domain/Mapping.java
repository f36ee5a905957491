package io.jiaxiao.order.migration.domain;

/** One code of the old platform and what it is here. */
public record Mapping(MappingKind kind, String oldCode, String newCode) {}
