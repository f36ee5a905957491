package io.jiaxiao.order.payment.alipay;

import io.jiaxiao.order.payment.PaymentBills;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link PaymentBills} at Alipay: its address first, good for half a minute, then the file. */
final class AlipayBills implements PaymentBills {

    private static final Logger log = LoggerFactory.getLogger(AlipayBills.class);
    private static final String NO_BILL = "isp.bill_not_exist";
    private static final Duration DOWNLOAD = Duration.ofMinutes(2);
    private static final long MOST_BYTES = 64L << 20;
    private static final int OK = 200;

    private final AlipayClient alipay;
    private final HttpClient http;

    AlipayBills(AlipayClient alipay, AlipayProperties properties) {
        this.alipay = alipay;
        this.http = HttpClient.newBuilder().connectTimeout(properties.connect()).build();
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
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(DOWNLOAD)
                    .build();
            HttpResponse<byte[]> file = http.send(
                    request,
                    info -> BodySubscribers.limiting(BodyHandlers.ofByteArray().apply(info), MOST_BYTES));
            if (file.statusCode() != OK) {
                return new OfDay.Unavailable("HTTP_" + file.statusCode());
            }
            return new OfDay.Bill(BillFile.read(file.body()).stream()
                    .map(row -> new Line(row.tradeNo(), row.number(), row.requestNo(), row.amount(), row.at()))
                    .toList());
        } catch (IOException | IllegalArgumentException e) {
            log.warn("the bill could not be fetched: {}", e.getClass().getSimpleName());
            return new OfDay.Unavailable("NO_FILE");
        } catch (BillFile.UnreadableException e) {
            log.error("the bill cannot be read: {}", e.getMessage());
            return new OfDay.Unavailable("UNREADABLE");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new OfDay.Unavailable("INTERRUPTED");
        }
    }
}
