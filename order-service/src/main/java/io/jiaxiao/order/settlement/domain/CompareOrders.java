package io.jiaxiao.order.settlement.domain;

import io.jiaxiao.order.carrier.BookedOrder;
import io.jiaxiao.order.settlement.domain.Repair.AskOrder;
import io.jiaxiao.order.settlement.domain.Repair.TakeEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The carrier's file of a day against our orders on its bill. */
public final class CompareOrders {

    private final List<FileLine> file;
    private final Own own;
    private final Instant dayEnd;
    private final List<Difference> found = new ArrayList<>();
    private Side theirs = Side.NOTHING;
    private Side ours = Side.NOTHING;

    private CompareOrders(List<FileLine> file, Own own, Instant dayEnd) {
        this.file = file;
        this.own = own;
        this.dayEnd = dayEnd;
    }

    /**
     * Our books of what the file names.
     *
     * @param byConfirmation by our number of the confirmation
     * @param byEnding       by our number of the ending
     * @param open           what is not over, by holder
     * @param neverBegun     running since that day by our books, and no file says so
     * @param neverEnded     ended that day by our books, and no file says so
     * @param stillRunning   to be ended since the day before, and no file says that it is
     */
    public record Own(
            Map<String, BookedOrder> byConfirmation,
            Map<String, BookedOrder> byEnding,
            Map<String, BookedOrder> open,
            List<BookedOrder> neverBegun,
            List<BookedOrder> neverEnded,
            List<BookedOrder> stillRunning) {}

    /** @param dayEnd first moment of the day after */
    public static Compared of(List<FileLine> file, Own own, Instant dayEnd) {
        var comparison = new CompareOrders(file, own, dayEnd);
        for (FileLine line : file) {
            if (line.action() == FileLine.Action.SUBSCRIBE) {
                comparison.begun(line);
            } else if (line.action().isEnd() && line.done()) {
                comparison.ended(line);
            }
        }
        own.neverBegun().forEach(comparison::neverBegun);
        own.neverEnded().forEach(comparison::neverEnded);
        own.stillRunning().forEach(comparison::stillRunning);
        return new Compared(comparison.theirs, comparison.ours, comparison.found);
    }

    private void begun(FileLine line) {
        if (line.done()) {
            theirs = theirs.begun();
        }
        BookedOrder order = line.part().isEmpty() ? null : own.byConfirmation().get(line.part());
        if (order == null) {
            if (line.done()) {
                add(DifferenceKind.THEIRS_ONLY, line.number(), "运营商有订购，本平台没有这笔订购", Repair.NONE);
            }
            return;
        }
        boolean runs = order.effective() != null;
        if (runs) {
            ours = ours.begun();
        }
        boolean undecided =
                switch (order.state()) {
                    case CONFIRMING, ACCEPTED -> true;
                    case WANTED, CODE_SENT, ACTIVE, PAUSED, LEAVING, ENDED, FAILED -> false;
                };
        if (undecided || runs != line.done()) {
            add(
                    DifferenceKind.STATE_DIFFERS,
                    order.carrierOrderId(),
                    "运营商为" + (line.done() ? "已开通" : "失败") + "，本平台为 " + order.state(),
                    undecided ? new AskOrder(order.carrierOrderId()) : Repair.NONE);
        }
    }

    private void ended(FileLine line) {
        theirs = theirs.ended();
        BookedOrder asked = line.part().isEmpty() ? null : own.byEnding().get(line.part());
        if (asked != null) {
            byUs(asked);
            return;
        }
        BookedOrder running = own.open().get(line.holder());
        if (running == null || !concerns(line, running)) {
            // Nothing of ours runs on: we agree.
            ours = ours.ended();
            return;
        }
        add(
                DifferenceKind.END_MISSED,
                running.carrierOrderId(),
                "运营商已结束，没有通知本平台",
                isCertain(line, running) ? new TakeEnd(running.carrierOrderId(), line.endsAt()) : Repair.NONE);
    }

    private void byUs(BookedOrder asked) {
        switch (asked.state()) {
            case ENDED -> ours = ours.ended();
            case LEAVING ->
                add(
                        DifferenceKind.STATE_DIFFERS,
                        asked.carrierOrderId(),
                        "运营商已按退订请求结束，本平台为 " + asked.state(),
                        new AskOrder(asked.carrierOrderId()));
            case WANTED, CODE_SENT, CONFIRMING, ACCEPTED, ACTIVE, PAUSED, FAILED ->
                add(
                        DifferenceKind.STATE_DIFFERS,
                        asked.carrierOrderId(),
                        "运营商已按退订请求结束，本平台为 " + asked.state(),
                        Repair.NONE);
        }
    }

    /** An end is of what ran then: not of an order that began after it. */
    private boolean concerns(FileLine line, BookedOrder order) {
        Instant effective = order.effective();
        return effective != null && effective.isBefore(dayEnd) && !beginsAfter(line, order);
    }

    private boolean beginsAfter(FileLine end, BookedOrder order) {
        FileLine begun = beginning(order);
        return begun != null && begun.place() > end.place();
    }

    /** Begun on an earlier day, or in this very file before its end. */
    private boolean isCertain(FileLine end, BookedOrder order) {
        Instant effective = order.effective();
        boolean earlier = effective != null && end.at() != null && effective.isBefore(end.at());
        return earlier || beginning(order) != null;
    }

    private @Nullable FileLine beginning(BookedOrder order) {
        return file.stream()
                .filter(line -> line.action() == FileLine.Action.SUBSCRIBE
                        && !line.part().isEmpty()
                        && line.part().equals(order.confirmReqNo()))
                .findFirst()
                .orElse(null);
    }

    private void neverBegun(BookedOrder order) {
        ours = ours.begun();
        add(DifferenceKind.OURS_ONLY, order.carrierOrderId(), "本平台已开通，运营商文件没有这笔订购", Repair.NONE);
    }

    private void neverEnded(BookedOrder order) {
        ours = ours.ended();
        add(DifferenceKind.OURS_ONLY, order.carrierOrderId() + "-end", "本平台已结束，运营商文件没有退订，用户可能仍被计费", Repair.NONE);
    }

    /** Neither side has ended it; asking once more is what the platform does anyway. */
    private void stillRunning(BookedOrder order) {
        add(DifferenceKind.STATE_DIFFERS, order.carrierOrderId() + "-end", "本平台退订已超过一天，运营商文件没有退订，用户仍被计费", Repair.NONE);
    }

    private void add(DifferenceKind kind, String subject, String detail, Repair repair) {
        found.add(new Difference(kind, subject, null, null, detail, repair));
    }
}
