package io.jiaxiao.order.settlement;

import io.jiaxiao.order.carrier.BookedCarrierOrders;
import io.jiaxiao.order.carrier.BookedOrder;
import io.jiaxiao.order.carrier.CarrierFiles;
import io.jiaxiao.order.day.BusinessDay;
import io.jiaxiao.order.settlement.domain.Channel;
import io.jiaxiao.order.settlement.domain.CompareOrders;
import io.jiaxiao.order.settlement.domain.Compared;
import io.jiaxiao.order.settlement.domain.Difference;
import io.jiaxiao.order.settlement.domain.FileLine;
import io.jiaxiao.order.settlement.domain.Repair;
import io.jiaxiao.order.settlement.store.LineStore;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The carrier's daily file and our orders on its bill. */
@Component
class CarrierBooksOfDay implements ChannelBooks {

    private static final Duration DAY = Duration.ofDays(1);

    private final CarrierFiles files;
    private final BookedCarrierOrders orders;
    private final LineStore lines;
    private final Windows windows;
    private final SettlementProperties properties;

    CarrierBooksOfDay(
            CarrierFiles files,
            BookedCarrierOrders orders,
            LineStore lines,
            Windows windows,
            SettlementProperties properties) {
        this.files = files;
        this.orders = orders;
        this.lines = lines;
        this.windows = windows;
        this.properties = properties;
    }

    @Override
    public Channel channel() {
        return Channel.CARRIER;
    }

    @Override
    public Duration readyAfter() {
        return properties.carrierReady();
    }

    @Override
    public Fetched fetch(LocalDate day) {
        return switch (files.of(day)) {
            case CarrierFiles.OfDay.Complete file -> new Fetched.File(read(day, file.lines()));
            case CarrierFiles.OfDay.Unavailable(String code) -> new Fetched.Unavailable(code);
        };
    }

    private List<FileLine> read(LocalDate day, List<CarrierFiles.Line> file) {
        List<FileLine> read = new ArrayList<>();
        for (CarrierFiles.Line line : file) {
            read.add(new FileLine(
                    read.size(),
                    line.partnerId(),
                    line.reqNo(),
                    orders.holder(line.mobile(), line.productId()),
                    FileLine.Action.of(line.action()),
                    line.done(),
                    0,
                    BusinessDay.startOf(day),
                    line.ends()));
        }
        return read;
    }

    @Override
    public boolean isQuiet(LocalDate day) {
        return orders.effective(BusinessDay.startOf(day), BusinessDay.startOf(day.plusDays(1)))
                .isEmpty();
    }

    @Override
    public Compared compare(LocalDate day, List<FileLine> file) {
        List<String> reqNos = file.stream().map(FileLine::part).toList();
        Map<String, BookedOrder> byConfirmation = new HashMap<>();
        Map<String, BookedOrder> byEnding = new HashMap<>();
        for (BookedOrder order : orders.byRequests(reqNos)) {
            byConfirmation.put(order.confirmReqNo(), order);
            byEnding.put(order.endReqNo(), order);
        }
        Map<String, BookedOrder> open = new HashMap<>();
        orders.open(file.stream().map(FileLine::holder).toList()).forEach(each -> open.put(each.holder(), each));
        Windows.Window window = windows.of(Channel.CARRIER, day);
        List<BookedOrder> neverBegun = orders.effective(window.from(), window.until()).stream()
                .filter(each -> !lines.has(Channel.CARRIER, each.confirmReqNo()))
                .toList();
        List<BookedOrder> neverEnded = orders.over(window.from(), window.until()).stream()
                .filter(each -> !isEnded(each))
                .toList();
        // The file tells ends, not what runs on: what is to be ended for a day, and no file has as ended, runs.
        List<BookedOrder> stillRunning = orders
                .leaving(window.from().minus(DAY), window.until().minus(DAY))
                .stream()
                .filter(each -> !isEnded(each))
                .toList();
        var own = new CompareOrders.Own(byConfirmation, byEnding, open, neverBegun, neverEnded, stillRunning);
        return CompareOrders.of(file, own, BusinessDay.startOf(day.plusDays(1)));
    }

    /** By any file since it ran: an end may have been learned of days later. */
    private boolean isEnded(BookedOrder order) {
        if (lines.hasDone(Channel.CARRIER, order.endReqNo())) {
            return true;
        }
        LocalDate since = order.effective() == null ? LocalDate.EPOCH : BusinessDay.of(order.effective());
        return lines.hasEnd(Channel.CARRIER, order.holder(), since);
    }

    @Override
    public void repair(Repair repair) {
        switch (repair) {
            case Repair.AskOrder(String carrierOrderId) -> orders.ask(carrierOrderId);
            case Repair.TakeEnd end -> orders.takeEnd(end.carrierOrderId(), end.end());
            case Repair.None unused -> {}
            case Repair.AskPayment unused -> throw new IllegalArgumentException("the carrier has no payments");
            case Repair.AskRefund unused -> throw new IllegalArgumentException("the carrier has no refunds");
        }
    }

    @Override
    public Difference withEvidence(Difference difference) {
        return difference;
    }
}
