package io.jiaxiao.order.renewal.web;

import io.jiaxiao.order.renewal.PreviewRenewal;
import io.jiaxiao.order.renewal.domain.Tally;
import io.jiaxiao.order.subscription.domain.RenewalAnswer;
import io.jiaxiao.order.subscription.domain.RenewalAnswer.Goes;
import io.jiaxiao.order.subscription.domain.RenewalAnswer.Stays;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a renewal would do.
 *
 * @param day          the business day it holds for
 * @param renewed      children whose subscription would go on
 * @param skipped      children who would be left as they are
 * @param reasons      of those, how many for which reason
 * @param totalFen     what is to be settled outside
 * @param schools      the same for each school, by number
 * @param items        each child; empty when {@code itemsLeftOut}
 * @param itemsLeftOut whether there are too many children, more than 5000, to show each
 */
record RenewalPreview(
        LocalDate day,
        int renewed,
        int skipped,
        Map<RenewalAnswer.Why, Integer> reasons,
        long totalFen,
        List<SchoolSum> schools,
        List<PreviewLine> items,
        boolean itemsLeftOut) {

    /** What it would do in one school. */
    record SchoolSum(String schoolId, int renewed, int skipped, long totalFen) {}

    /** @param why stable code of the reason; missing when it would be renewed, and then the other three are there */
    record PreviewLine(
            String childId,
            String classId,
            @Nullable String why,
            @Nullable LocalDate after,
            @Nullable LocalDate through,
            @Nullable Long amountFen) {

        static PreviewLine of(PreviewRenewal.Line line) {
            return switch (line.answer()) {
                case Goes goes ->
                    new PreviewLine(
                            line.childId(),
                            line.classId(),
                            null,
                            goes.term().after(),
                            goes.term().through(),
                            line.price().fen());
                case Stays stays ->
                    new PreviewLine(line.childId(), line.classId(), stays.why().name(), null, null, null);
            };
        }
    }

    static RenewalPreview of(PreviewRenewal.Preview preview) {
        Tally total = preview.total();
        return new RenewalPreview(
                preview.day(),
                total.renewed(),
                total.left(),
                new TreeMap<>(total.skipped()),
                total.price().fen(),
                new TreeMap<>(preview.schools())
                        .entrySet().stream()
                                .map(one -> sum(one.getKey(), one.getValue()))
                                .toList(),
                preview.lines().stream().map(PreviewLine::of).toList(),
                preview.lines().size() < total.children());
    }

    private static SchoolSum sum(String schoolId, Tally of) {
        return new SchoolSum(schoolId, of.renewed(), of.left(), of.price().fen());
    }
}
