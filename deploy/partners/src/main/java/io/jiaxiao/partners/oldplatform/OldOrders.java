package io.jiaxiao.partners.oldplatform;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Invented orders of the old platform, the same for the same seed. Each child has a chain of orders for each product: those that
 * are over one after the other, and at its end perhaps one that runs, or is paused, or two that follow each other. Among them are
 * lines that cannot be read, orders that are in the file twice, and codes nobody knows. Nothing in it is real.
 */
public final class OldOrders {

    public static final String HEADINGS =
            "old_order_no,product_code,child_no,guardian_no,school_code,class_code,state,channel,"
                    + "paid_fen,refunded_fen,paid_at,from_date,through_date,paused_on,resumes_on,ended_on";

    /** A product code no mapping has. */
    public static final String UNKNOWN_PRODUCT = "OLD-NOBODY-KNOWS";

    private static final long MONTH_FEN = 1000;
    private static final int KINDS_OF_FAULT = 4;

    private final Random random;
    private final String prefix;
    private final LocalDate today;
    private final List<Child> children;
    private final List<String> products;
    private final Expected expected = new Expected();
    private int number;
    private int faults;
    private String last = "";

    /**
     * @param prefix   of order numbers, so that two files share none
     * @param products the old platform's codes
     */
    public OldOrders(long seed, String prefix, LocalDate today, List<Child> children, List<String> products) {
        this.random = new Random(seed);
        this.prefix = prefix;
        this.today = today;
        this.children = List.copyOf(children);
        this.products = List.copyOf(products);
    }

    /** A child by the old platform's own numbers. @param guardianNo who opened its orders; empty when that is not known */
    public record Child(String no, String guardianNo, String schoolCode, String classCode) {}

    /** Orders of one product and state. */
    public record Sum(int orders, long paidFen, long refundedFen) {

        Sum plus(long paid, long refunded) {
            return new Sum(orders + 1, paidFen + paid, refundedFen + refunded);
        }
    }

    /** What is in a file. Good lines are those whose order can be brought over. */
    public static final class Expected {

        private final Map<String, Sum> sums = new TreeMap<>();
        private int lines;
        private int opening;
        private int extending;
        private int keeping;
        private int unreadable;
        private int repeated;
        private int unknownProducts;
        private int unknownChildren;

        /** All lines behind the headings. */
        public int lines() {
            return lines;
        }

        /** Good lines that begin a subscription. */
        public int opening() {
            return opening;
        }

        /** Good lines that follow a running one. */
        public int extending() {
            return extending;
        }

        /** Good lines that are over. */
        public int keeping() {
            return keeping;
        }

        public int unreadable() {
            return unreadable;
        }

        /** Lines whose order is in a line before. */
        public int repeated() {
            return repeated;
        }

        public int unknownProducts() {
            return unknownProducts;
        }

        public int unknownChildren() {
            return unknownChildren;
        }

        public int good() {
            return opening + extending + keeping;
        }

        /** Of good lines, by {@code PRODUCT STATE}. */
        public Map<String, Sum> sums() {
            return Map.copyOf(sums);
        }
    }

    /**
     * Writes a file, line by line, so that one of any size takes no memory. To be called once.
     *
     * @param lines       behind the headings
     * @param perThousand so many of a thousand lines are no good, a quarter of each kind
     */
    public Expected write(Appendable out, int lines, int perThousand) throws IOException {
        out.append(HEADINGS).append('\n');
        int pairs = children.size() * products.size();
        int bad = (int) ((long) lines * perThousand / 1000);
        int good = lines - bad;
        int pair = 0;
        for (Child child : children) {
            for (String product : products) {
                int orders = good / pairs + (pair++ < good % pairs ? 1 : 0);
                for (Iterator<String> chain = chain(child, product, orders).iterator(); chain.hasNext(); ) {
                    put(out, chain.next());
                    // Spread over the whole file.
                    if ((long) (faults + 1) * good <= (long) (expected.lines - faults) * bad) {
                        put(out, fault(child, product));
                        faults++;
                    }
                }
            }
        }
        while (expected.lines < lines) {
            put(out, fault(children.getFirst(), products.getFirst()));
            faults++;
        }
        return expected;
    }

    private void put(Appendable out, String line) throws IOException {
        out.append(line).append('\n');
        expected.lines++;
    }

    /** The orders of a child for a product, the newest first. */
    private Stream<String> chain(Child child, String product, int orders) {
        LocalDate[] before = {today};
        int kind = random.nextInt(100);
        boolean two = kind < 10 && orders > 1;
        Stream.Builder<Supplier<String>> chain = Stream.builder();
        int newest = 0;
        if (orders > 0 && kind < 76) {
            LocalDate from = today.minusDays(random.nextInt(27));
            if (kind < 70) {
                int months = List.of(1, 3, 12).get(random.nextInt(3));
                LocalDate through = from.plusMonths(months).minusDays(1);
                chain.add(() -> running(child, product, from, through, months));
                expected.opening++;
                newest++;
                if (two) {
                    LocalDate next = through.plusDays(1);
                    chain.add(() ->
                            running(child, product, next, next.plusMonths(1).minusDays(1), 1));
                    expected.extending++;
                    newest++;
                }
            } else {
                LocalDate resumes = today.plusDays(1L + random.nextInt(20));
                chain.add(() -> order(
                        child,
                        product,
                        new Days("PAUSED", from, from.plusMonths(2).minusDays(1), 2),
                        0,
                        from + "," + resumes + ","));
                expected.opening++;
                newest++;
            }
            before[0] = from;
        }
        for (int i = newest; i < orders; i++) {
            chain.add(() -> over(child, product, before));
            expected.keeping++;
        }
        return chain.build().map(Supplier::get);
    }

    /** How an order stood, and its days. */
    private record Days(String state, LocalDate from, LocalDate through, int months) {}

    private String running(Child child, String product, LocalDate from, LocalDate through, int months) {
        return order(child, product, new Days("RUNNING", from, through, months), 0, ",,");
    }

    private String over(Child child, String product, LocalDate[] before) {
        LocalDate through = before[0].minusDays(1L + random.nextInt(3));
        LocalDate from = through.minusMonths(1).plusDays(1);
        before[0] = from;
        int kind = random.nextInt(100);
        if (kind < 80) {
            return order(child, product, new Days("EXPIRED", from, through, 1), 0, ",,");
        }
        String ended = ",," + from.plusDays(random.nextInt(10));
        return kind < 92
                ? order(child, product, new Days("CANCELLED", from, through, 1), 0, ended)
                : order(child, product, new Days("REFUNDED", from, through, 1), MONTH_FEN / 2, ended);
    }

    private String order(Child child, String product, Days days, long refunded, String rest) {
        long paid = MONTH_FEN * days.months();
        expected.sums.merge(
                product + " " + days.state(),
                new Sum(0, 0, 0).plus(paid, refunded),
                (sum, one) -> sum.plus(paid, refunded));
        String channel = List.of("ALIPAY", "CARRIER", "OUTSIDE").get(random.nextInt(3));
        last = line(nextNumber(), product, child, days, channel, Long.toString(paid), refunded, rest);
        return last;
    }

    private String nextNumber() {
        return prefix + "%08d".formatted(++number);
    }

    private String line(
            String orderNo,
            String product,
            Child child,
            Days days,
            String channel,
            String paid,
            long refunded,
            String rest) {
        return String.join(
                ",",
                orderNo,
                product,
                child.no(),
                child.guardianNo(),
                child.schoolCode(),
                child.classCode(),
                days.state(),
                channel,
                paid,
                Long.toString(refunded),
                (days.from().isAfter(today) ? today : days.from()) + " 10:00:00",
                days.from().toString(),
                days.through().toString(),
                rest);
    }

    private String fault(Child child, String product) {
        Days days = new Days("EXPIRED", today.minusDays(60), today.minusDays(31), 1);
        return switch (faults % KINDS_OF_FAULT) {
            case 0 -> {
                expected.unreadable++;
                yield unreadable(child, product, days);
            }
            case 1 -> {
                expected.repeated++;
                yield last;
            }
            case 2 -> {
                expected.unknownProducts++;
                yield line(nextNumber(), UNKNOWN_PRODUCT, child, days, "ALIPAY", "1000", 0, ",,");
            }
            default -> {
                expected.unknownChildren++;
                var nobody = new Child(prefix + "nobody", "", child.schoolCode(), child.classCode());
                yield line(nextNumber(), product, nobody, days, "ALIPAY", "1000", 0, ",,");
            }
        };
    }

    private String unreadable(Child child, String product, Days days) {
        String good = line(nextNumber(), product, child, days, "ALIPAY", "1000", 0, ",,");
        return switch (random.nextInt(5)) {
            case 0 -> good.replace(",1000,", ",10.00,");
            case 1 -> good.replace("," + days.through() + ",", ",2026-02-30,");
            case 2 -> good.replace(",EXPIRED,", ",GONE,");
            case 3 -> good.replace(",1000,0,", ",1000,1001,");
            default -> good + ",surplus";
        };
    }
}
