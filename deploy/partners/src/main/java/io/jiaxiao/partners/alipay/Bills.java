package io.jiaxiao.partners.alipay;

import io.jiaxiao.partners.faults.FaultBook;
import io.jiaxiao.partners.recharge.Fen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Bills of a day (partners.md 3.7): behind an address that serves for half a minute, as a ZIP in GBK. */
final class Bills {

    private static final Charset GBK = Charset.forName("GBK");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TITLE = DateTimeFormatter.ofPattern("yyyy年MM月dd日 HH:mm:ss");

    private final AlipayProperties properties;
    private final Book book;
    private final FaultBook faults;
    private final Clock clock;
    private final Map<String, Link> links = new ConcurrentHashMap<>();
    private volatile String ownAddress = "";

    Bills(AlipayProperties properties, Book book, FaultBook faults, Clock clock) {
        this.properties = properties;
        this.book = book;
        this.faults = faults;
        this.clock = clock;
    }

    private record Link(String type, LocalDate day, Instant until) {}

    /** One line of a bill. */
    private record Row(Trade trade, Instant at, long fen, String requestNo) {}

    /** Where this application can be reached; known once a request has come. */
    void reachedAt(String address) {
        ownAddress = address;
    }

    Answer link(String type, String date) {
        if (!type.equals("trade") && !type.equals("signcustomer")) {
            return Answer.invalid("isv.invalid-bill_type");
        }
        LocalDate day;
        try {
            day = LocalDate.parse(date);
        } catch (DateTimeException notADay) {
            return Answer.invalid("isv.invalid-bill_date");
        }
        boolean lost = faults.drawForRequest(List.of(date), AlipayFault.BillNotExist.class)
                .isPresent();
        if (lost || !isReady(day) || shown(day).isEmpty()) {
            return Answer.business("isp.bill_not_exist");
        }
        links.values().removeIf(link -> !clock.instant().isBefore(link.until()));
        String token = UUID.randomUUID().toString().replace("-", "");
        links.put(token, new Link(type, day, clock.instant().plus(properties.linkLifetime())));
        return Answer.ok(
                JsonNodeFactory.instance.objectNode().put("bill_download_url", ownAddress + "/alipay/bills/" + token));
    }

    /** The ZIP behind an address; empty when its time is over. */
    Optional<byte[]> download(String token) {
        Link link = links.get(token);
        return link == null || !clock.instant().isBefore(link.until())
                ? Optional.empty()
                : Optional.of(zip(link.type(), link.day()));
    }

    private boolean isReady(LocalDate day) {
        Instant ready =
                day.plusDays(1).atStartOfDay(clock.getZone()).toInstant().plus(properties.billReadyAt());
        return properties.billsOfToday() || !clock.instant().isBefore(ready);
    }

    private List<Row> rows(LocalDate day) {
        return book.locked(() -> {
            List<Row> rows = new ArrayList<>();
            for (Trade trade : book.all()) {
                if (trade.paid != null && isOn(day, trade.paid)) {
                    rows.add(new Row(trade, trade.paid, trade.totalFen(), ""));
                }
                trade.refunds.values().stream()
                        .filter(refund -> isOn(day, refund.at()))
                        .forEach(refund -> rows.add(new Row(trade, refund.at(), -refund.fen(), refund.outRequestNo())));
            }
            rows.sort(Comparator.comparing(Row::at));
            return rows;
        });
    }

    /** The rows as the bill has them, what it was ordered to have wrong included. */
    private List<Row> shown(LocalDate day) {
        List<Row> shown = new ArrayList<>();
        for (Row row : rows(day)) {
            List<String> numbers = row.trade().wanted.numbers();
            if (faults.drawForRequest(numbers, AlipayFault.BillLeavesOut.class).isEmpty()) {
                long fen = row.fen() < 0
                        ? row.fen()
                        : faults.drawForRequest(numbers, AlipayFault.BillDiffers.class)
                                .map(AlipayFault.BillDiffers::fen)
                                .orElse(row.fen());
                shown.add(new Row(row.trade(), row.at(), fen, row.requestNo()));
            }
        }
        faults.drawForRequest(List.of(day.toString()), AlipayFault.BillInvents.class)
                .ifPresent(more -> shown.add(invented(more, day)));
        return shown;
    }

    private Row invented(AlipayFault.BillInvents more, LocalDate day) {
        Instant noon = day.atTime(12, 0).atZone(clock.getZone()).toInstant();
        var wanted = new Trade.Wanted(more.number(), more.fen(), "校讯通", "", Duration.ZERO, Duration.ZERO, "");
        Trade trade = new Trade(wanted, "", noon);
        trade.tradeNo = day.format(DateTimeFormatter.BASIC_ISO_DATE) + "22001999999999999999";
        trade.created = noon;
        return new Row(trade, noon, more.fen(), "");
    }

    private boolean isOn(LocalDate day, Instant at) {
        return LocalDate.ofInstant(at, clock.getZone()).equals(day);
    }

    private byte[] zip(String type, LocalDate day) {
        List<Row> rows = shown(day);
        String name = properties.sellerId() + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "_";
        Map<String, String> files = new LinkedHashMap<>();
        if (type.equals("trade")) {
            files.put(name + "业务明细.csv", details(day, rows));
            files.put(name + "业务明细(汇总).csv", summary(day, rows));
        } else {
            files.put(name + "账务明细.csv", account(day, rows));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, GBK)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(GBK));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String details(LocalDate day, List<Row> rows) {
        List<String> lines = head("#支付宝业务明细查询", day, "业务明细列表");
        lines.add("支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,"
                + "支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,"
                + "退款批次号/请求号,服务费（元）,分润（元）,备注");
        for (Row row : rows) {
            String amount = Fen.toYuan(row.fen());
            lines.add(String.join(
                    ",",
                    cell(row.trade().tradeNo),
                    cell(row.trade().wanted.outTradeNo()),
                    cell(row.fen() > 0 ? "交易" : "退款"),
                    cell(row.trade().wanted.subject().replace(',', '，')),
                    cell(time(row.trade().created)),
                    cell(time(row.at())),
                    cell(""),
                    cell(""),
                    cell(""),
                    cell(""),
                    cell("*测试(159****5620)"),
                    amount,
                    amount,
                    "0.00,0.00,0.00,0.00,0.00",
                    cell(""),
                    "0.00,0.00",
                    cell(row.requestNo()),
                    "0.00,0.00",
                    cell(row.trade().wanted.body().replace(',', '，'))));
        }
        lines.add("#-----------------------------------------业务明细列表结束------------------------------------");
        lines.add("#交易合计：" + count(rows, true) + "笔，商家实收共" + sum(rows, true) + "元，商家优惠共0.00元");
        lines.add("#退款合计：" + count(rows, false) + "笔，商家实收退款共" + sum(rows, false) + "元，商家优惠退款共0.00元");
        return foot(lines);
    }

    private String summary(LocalDate day, List<Row> rows) {
        List<String> lines = head("#支付宝业务汇总查询", day, "业务汇总列表");
        lines.add("门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）");
        long net = rows.stream().mapToLong(Row::fen).sum();
        lines.add("合计\t,\t," + count(rows, true) + "," + count(rows, false) + "," + sum(rows, true) + ","
                + Fen.toYuan(net) + ",0.00,0.00,0.00,0.00,0.00," + Fen.toYuan(net));
        lines.add("#-----------------------------------------业务汇总列表结束------------------------------------");
        return foot(lines);
    }

    private String account(LocalDate day, List<Row> rows) {
        List<String> lines = head("#支付宝账务明细查询", day, "账务明细列表");
        lines.add("账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注");
        long balance = 0;
        long serial = 0;
        for (Row row : rows) {
            balance += row.fen();
            lines.add(String.join(
                    ",",
                    cell(day.format(DateTimeFormatter.BASIC_ISO_DATE) + "%010d".formatted(++serial)),
                    cell(row.trade().tradeNo),
                    cell(row.trade().wanted.outTradeNo()),
                    cell(row.trade().wanted.subject().replace(',', '，')),
                    cell(time(row.at())),
                    cell("159****5620"),
                    row.fen() > 0 ? Fen.toYuan(row.fen()) : "",
                    row.fen() < 0 ? Fen.toYuan(row.fen()) : "",
                    Fen.toYuan(balance),
                    cell("支付宝"),
                    cell(row.fen() > 0 ? "在线支付" : "交易退款"),
                    cell(row.requestNo())));
        }
        lines.add("#-----------------------------------------账务明细列表结束------------------------------------");
        return foot(lines);
    }

    private List<String> head(String title, LocalDate day, String list) {
        List<String> lines = new ArrayList<>();
        lines.add(title);
        lines.add("#账号：[" + properties.sellerId() + "]");
        lines.add("#起始日期：[" + TITLE.format(day.atStartOfDay()) + "]   终止日期：["
                + TITLE.format(day.plusDays(1).atStartOfDay()) + "]");
        lines.add("#-----------------------------------------" + list + "----------------------------------------");
        return lines;
    }

    private String foot(List<String> lines) {
        lines.add("#导出时间：[" + TITLE.format(clock.instant().atZone(clock.getZone())) + "]");
        return String.join("\r\n", lines) + "\r\n";
    }

    private static long count(List<Row> rows, boolean in) {
        return rows.stream().filter(row -> row.fen() > 0 == in).count();
    }

    private static String sum(List<Row> rows, boolean in) {
        return Fen.toYuan(
                rows.stream().mapToLong(Row::fen).filter(fen -> fen > 0 == in).sum());
    }

    /** A value that is text carries a tab behind it. */
    private static String cell(@Nullable String text) {
        return (text == null ? "" : text) + "\t";
    }

    private String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(at.atZone(clock.getZone()));
    }
}
