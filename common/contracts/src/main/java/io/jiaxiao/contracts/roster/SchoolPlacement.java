package io.jiaxiao.contracts.roster;

import java.util.List;

/**
 * A school and where it hangs.
 *
 * @param unitIds every unit above it and itself, the root first; each class of it hangs below all of them
 */
public record SchoolPlacement(String schoolId, String schoolName, List<String> unitIds) {}
