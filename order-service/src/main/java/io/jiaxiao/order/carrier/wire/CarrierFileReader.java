package io.jiaxiao.order.carrier.wire;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.order.carrier.CarrierFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the file of a day and reads it: pipes, GBK, one line for each decision. One bad line makes the whole file unreadable. */
final class CarrierFileReader implements CarrierFiles {

    private static final Logger log = LoggerFactory.getLogger(CarrierFileReader.class);
    private static final Charset GBK = Charset.forName("GBK");
    private static final Duration DOWNLOAD = Duration.ofMinutes(2);
    private static final long MOST_BYTES = 64L << 20;
    private static final int FIELDS = 8;
    private static final int OK = 200;

    private final CarrierProperties properties;
    private final HttpClient http;

    CarrierFileReader(CarrierProperties properties) {
        this.properties = properties;
        this.http = HttpClient.newBuilder().connectTimeout(properties.connect()).build();
    }

    @Override
    public OfDay of(LocalDate day) {
        try {
            URI address = URI.create(properties.fileUrl() + "/" + DateTimeFormatter.BASIC_ISO_DATE.format(day));
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(DOWNLOAD).build();
            HttpResponse<byte[]> file = http.send(
                    request,
                    info -> BodySubscribers.limiting(BodyHandlers.ofByteArray().apply(info), MOST_BYTES));
            return file.statusCode() == OK ? read(file.body()) : new OfDay.Unavailable("HTTP_" + file.statusCode());
        } catch (IOException e) {
            log.warn("the carrier's file could not be fetched: {}", e.getClass().getSimpleName());
            return new OfDay.Unavailable("NO_FILE");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new OfDay.Unavailable("INTERRUPTED");
        }
    }

    static CarrierFiles.OfDay read(byte[] file) {
        String text;
        try {
            text = GBK.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException notGbk) {
            return new OfDay.Unavailable("NOT_GBK");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : text.split("\r?\n")) {
            if (line.isBlank()) {
                continue;
            }
            String[] fields = line.split("\\|", -1);
            var mobile = fields.length == FIELDS ? Mobile.tryParse(fields[2]) : Optional.<Mobile>empty();
            boolean done = fields.length == FIELDS && fields[5].equals("成功");
            if (mobile.isEmpty() || !(done || fields[5].equals("失败"))) {
                return new OfDay.Unavailable("UNREADABLE");
            }
            lines.add(new Line(
                    fields[0], fields[1], mobile.get(), fields[3], fields[4], done, CarrierNotices.time(fields[7])));
        }
        return new OfDay.Complete(List.copyOf(lines));
    }
}
