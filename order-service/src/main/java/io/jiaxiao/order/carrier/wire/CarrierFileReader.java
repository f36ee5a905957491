package io.jiaxiao.order.carrier.wire;

import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.order.carrier.CarrierFiles;
import io.jiaxiao.starter.partner.Heard;
import io.jiaxiao.starter.partner.PartnerLine;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches the file of a day and reads it: pipes, GBK, one line for each decision. One bad line makes the whole file unreadable. */
final class CarrierFileReader implements CarrierFiles, AutoCloseable {

    private static final Charset GBK = Charset.forName("GBK");
    private static final Duration DOWNLOAD = Duration.ofMinutes(2);
    private static final long MOST_BYTES = 64L << 20;
    private static final int FIELDS = 8;

    private final CarrierProperties properties;
    private final PartnerLine line;

    CarrierFileReader(CarrierProperties properties) {
        this.properties = properties;
        this.line = new PartnerLine("carrier", properties.connect(), DOWNLOAD, MOST_BYTES);
    }

    @Override
    public OfDay of(LocalDate day) {
        return switch (line.get(
                URI.create(properties.fileUrl() + "/" + DateTimeFormatter.BASIC_ISO_DATE.format(day)))) {
            case Heard.Answer(byte[] file) -> read(file);
            case Heard.WithoutEffect(String code) -> new OfDay.Unavailable(code);
            case Heard.Unknown(String code) -> new OfDay.Unavailable(code);
        };
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

    @Override
    public void close() {
        line.close();
    }
}
