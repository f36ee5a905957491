package io.jiaxiao.partners.carrier;

import io.jiaxiao.partners.faults.FaultBook;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The file of a day (partners.md 8.2, INFERRED): pipes and GBK, with what it was ordered to have wrong. */
final class DailyFile {

    private static final Charset GBK = Charset.forName("GBK");

    private final Subscribers subscribers;
    private final Telling telling;
    private final FaultBook faults;

    DailyFile(Subscribers subscribers, Telling telling, FaultBook faults) {
        this.subscribers = subscribers;
        this.telling = telling;
        this.faults = faults;
    }

    byte[] of(LocalDate day) {
        List<Line> lines = new ArrayList<>();
        for (Line line : subscribers.of(day)) {
            List<String> numbers = List.of(line.mobile());
            if (faults.drawForRequest(numbers, CarrierFault.FileLeavesOut.class).isEmpty()) {
                lines.add(
                        faults.drawForRequest(numbers, CarrierFault.FileDiffers.class)
                                        .isEmpty()
                                ? line
                                : opposite(line));
            }
        }
        String date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
        faults.drawForRequest(List.of(date), CarrierFault.FileInvents.class)
                .ifPresent(more -> lines.add(invented(more, date)));
        return lines.stream()
                .map(this::text)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(GBK);
    }

    private static Line opposite(Line line) {
        String status = line.status().equals(Line.SUCCESS) ? Line.FAILED : Line.SUCCESS;
        return new Line(
                line.orderId(),
                line.reqNo(),
                line.mobile(),
                line.productId(),
                line.action(),
                status,
                line.made(),
                line.effective(),
                line.expires());
    }

    private static Line invented(CarrierFault.FileInvents more, String date) {
        return new Line(
                "CO" + date + "999999",
                more.reqNo(),
                more.mobile(),
                more.productId(),
                Line.SUBSCRIBE,
                Line.SUCCESS,
                Instant.EPOCH,
                null,
                null);
    }

    private String text(Line line) {
        return String.join(
                "|",
                line.orderId(),
                line.reqNo(),
                line.mobile(),
                line.productId(),
                line.action(),
                line.status().equals(Line.SUCCESS) ? "成功" : "失败",
                telling.time(line.effective()),
                telling.time(line.expires()));
    }
}
