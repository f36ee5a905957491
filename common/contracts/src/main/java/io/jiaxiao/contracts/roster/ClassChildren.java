package io.jiaxiao.contracts.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a class.
 *
 * @param next what to ask the next page with; null after the last one
 */
public record ClassChildren(List<ChildPlacement> children, @Nullable String next) {}
