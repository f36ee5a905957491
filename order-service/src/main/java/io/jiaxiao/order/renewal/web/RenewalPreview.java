package io.jiaxiao.order.renewal.web;

import io.jiaxiao.order.renewal.PreviewRenewal;
import io.jiaxiao.order.subscription.domain.RenewalAnswer;
import io.jiaxiao.order.subscription.domain.RenewalAnswer.Goes;
import io.jiaxiao.order.subscription.domain.RenewalAnswer.Stays;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a renewal would do.
 *
 * @param day      the business day it holds for
 * @param renewed  children whose subscription would go on
 * @param skipped  children who would be left as they are
 * @param totalFen what is to be settled outside
 */
record RenewalPreview(LocalDate day, int renewed, int skipped, long totalFen, List<PreviewLine> items) {

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
        List<PreviewRenewal.Line> going =
                preview.lines().stream().filter(line -> goes(line.answer())).toList();
        return new RenewalPreview(
                preview.day(),
                going.size(),
                preview.lines().size() - going.size(),
                going.stream().mapToLong(line -> line.price().fen()).sum(),
                preview.lines().stream().map(PreviewLine::of).toList());
    }

    private static boolean goes(RenewalAnswer answer) {
        return answer instanceof Goes;
    }
}
