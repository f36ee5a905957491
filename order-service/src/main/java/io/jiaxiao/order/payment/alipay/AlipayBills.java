package io.jiaxiao.order.payment.alipay;

import io.jiaxiao.order.payment.PaymentBills;
import io.jiaxiao.starter.partner.Heard;
import io.jiaxiao.starter.partner.PartnerLine;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link PaymentBills} at Alipay: its address first, good for half a minute, then the file. */
final class AlipayBills implements PaymentBills, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AlipayBills.class);
    private static final String NO_BILL = "isp.bill_not_exist";
    private static final Duration DOWNLOAD = Duration.ofMinutes(2);
    private static final long MOST_BYTES = 64L << 20;

    private final AlipayClient alipay;
    private final PartnerLine line;

    AlipayBills(AlipayClient alipay, AlipayProperties properties) {
        this.alipay = alipay;
        this.line = new PartnerLine("alipay", properties.connect(), DOWNLOAD, MOST_BYTES);
    }

    @Override
    public OfDay of(LocalDate day) {
        return switch (alipay.bill(day)) {
            case Said.Done done -> download(done.text("bill_download_url"));
            case Said.Refused(String code, boolean later) when code.equals(NO_BILL) -> new OfDay.None();
            case Said.Refused(String code, boolean later) -> new OfDay.Unavailable(code);
            case Said.Unknown(String code) -> new OfDay.Unavailable(code);
        };
    }

    private OfDay download(String address) {
        try {
            return switch (line.get(URI.create(address))) {
                case Heard.Answer(byte[] file) -> read(file);
                case Heard.WithoutEffect(String code) -> new OfDay.Unavailable(code);
                case Heard.Unknown(String code) -> new OfDay.Unavailable(code);
            };
        } catch (IllegalArgumentException e) {
            log.warn("what was given as the bill's address is none");
            return new OfDay.Unavailable("NO_ADDRESS");
        }
    }

    private static OfDay read(byte[] file) {
        try {
            return new OfDay.Bill(BillFile.read(file).stream()
                    .map(row -> new Line(row.tradeNo(), row.number(), row.requestNo(), row.amount(), row.at()))
                    .toList());
        } catch (IOException | BillFile.UnreadableException e) {
            log.error("the bill cannot be read: {}", e.getMessage());
            return new OfDay.Unavailable("UNREADABLE");
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
