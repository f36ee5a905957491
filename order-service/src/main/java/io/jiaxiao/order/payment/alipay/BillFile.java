package io.jiaxiao.order.payment.alipay;

import io.jiaxiao.kernel.Money;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads the ZIP of a day's trades (partners.md 3.7): names and text in GBK, a tab behind every value that is text, comments before
 * and after the list. The sums the file states of itself are checked, so that half a file is not taken for a whole one. They are of
 * what the merchant received; what was asked for is more where the merchant gave a discount.
 */
final class BillFile {

    private static final Charset GBK = Charset.forName("GBK");
    private static final int MOST_BYTES = 256 << 20;
    private static final Pattern SUM = Pattern.compile("^#(交易|退款)合计：(\\d+)笔，商家实收(?:退款)?共(-?[0-9.]+)元.*");
    private static final String REFUND = "退款";

    private BillFile() {}

    /**
     * One row.
     *
     * @param amount   of the order, or of its refund: what our books have too
     * @param received of it by the merchant; only the file's own sums are made of it
     */
    record Row(String tradeNo, String number, String requestNo, Money amount, Money received, Instant at) {}

    /** What cannot be read, or contradicts itself. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    static List<Row> read(byte[] zip) throws IOException, UnreadableException {
        try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip), GBK)) {
            for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                if (file.getName().endsWith("业务明细.csv")) {
                    byte[] text = files.readNBytes(MOST_BYTES);
                    return rows(new String(text, GBK));
                }
            }
        }
        throw new UnreadableException("no list of trades in it");
    }

    private static List<Row> rows(String text) throws UnreadableException {
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> columns = new HashMap<>();
        boolean summed = false;
        for (String line : text.split("\r?\n")) {
            if (line.startsWith("#")) {
                summed |= check(line, rows);
            } else if (columns.isEmpty()) {
                List<String> names = cells(line);
                for (int i = 0; i < names.size(); i++) {
                    columns.put(names.get(i), i);
                }
            } else if (!line.isBlank()) {
                rows.add(row(cells(line), columns));
            }
        }
        if (!summed) {
            throw new UnreadableException("it has no end");
        }
        return rows;
    }

    private static Row row(List<String> cells, Map<String, Integer> columns) throws UnreadableException {
        Instant at = NotifyCheck.time(cell(cells, columns, "完成时间"));
        boolean back = cell(cells, columns, "业务类型").equals(REFUND);
        Money amount = yuan(cell(cells, columns, "订单金额（元）"));
        if (at == null || back != amount.isNegative()) {
            throw new UnreadableException("a row contradicts itself");
        }
        return new Row(
                cell(cells, columns, "支付宝交易号"),
                cell(cells, columns, "商户订单号"),
                back ? cell(cells, columns, "退款批次号/请求号") : "",
                amount,
                yuan(cell(cells, columns, "商家实收（元）")),
                at);
    }

    /** @return whether the line states a sum */
    private static boolean check(String line, List<Row> rows) throws UnreadableException {
        Matcher sum = SUM.matcher(line);
        if (!sum.matches()) {
            return false;
        }
        boolean back = sum.group(1).equals(REFUND);
        List<Row> meant =
                rows.stream().filter(row -> row.amount().isNegative() == back).toList();
        Money total = meant.stream().map(Row::received).reduce(Money.ZERO, Money::plus);
        if (meant.size() != Integer.parseInt(sum.group(2)) || total.compareTo(yuan(sum.group(3))) != 0) {
            throw new UnreadableException("its rows do not make up its sums");
        }
        return true;
    }

    private static String cell(List<String> cells, Map<String, Integer> columns, String name)
            throws UnreadableException {
        Integer place = columns.get(name);
        if (place == null || place >= cells.size()) {
            throw new UnreadableException("a column is missing");
        }
        return cells.get(place);
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.split(",", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static Money yuan(String text) throws UnreadableException {
        try {
            return Money.ofYuan(text);
        } catch (NumberFormatException | ArithmeticException noAmount) {
            throw new UnreadableException("an amount is none");
        }
    }
}
