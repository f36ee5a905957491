package io.jiaxiao.contracts.roster;

import java.util.List;

/** Those of the children asked about who are known, lowest number first; the others are missing. */
public record ChildrenFound(List<ChildPlacement> children) {}
