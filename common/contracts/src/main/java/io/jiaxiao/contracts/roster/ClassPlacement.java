package io.jiaxiao.contracts.roster;

import java.util.List;

/**
 * A class and where it hangs.
 *
 * @param unitIds every unit above it and itself, the root first: regions, school, grade, class; prices are found by them
 */
public record ClassPlacement(
        String classId, String className, String gradeName, String schoolId, String schoolName, List<String> unitIds) {}
