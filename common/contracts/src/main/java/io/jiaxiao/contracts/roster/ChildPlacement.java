package io.jiaxiao.contracts.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param guardianIds people who may act for the child, lowest first
 * @param place       the class the child is in today; null when in none
 */
public record ChildPlacement(String childId, List<String> guardianIds, @Nullable ClassPlacement place) {}
