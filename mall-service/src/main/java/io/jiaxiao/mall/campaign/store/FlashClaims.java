package io.jiaxiao.mall.campaign.store;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.campaign.FlashSales;
import io.jiaxiao.mall.campaign.FlashStock;
import io.jiaxiao.mall.campaign.FlashStock.Claim;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** One batch of claims on flash sales: read under the sales' locks, decided in memory, each table written by one statement. */
final class FlashClaims implements FlashStock.Claims {

    private final JdbcTemplate jdbc;
    private final Instant now;
    private final Duration late;
    private final Map<Long, Counter> sales = new HashMap<>();
    private final Map<Owner, Integer> taken = new HashMap<>();
    private final Set<Used> used = new HashSet<>();
    private final SortedMap<Long, Integer> sold = new TreeMap<>();
    private final SortedMap<Owner, Integer> gained = new TreeMap<>();
    private final List<Claim> admitted = new ArrayList<>();

    private FlashClaims(JdbcTemplate jdbc, Instant now, Duration late) {
        this.jdbc = jdbc;
        this.now = now;
        this.late = late;
    }

    static FlashClaims lock(JdbcTemplate jdbc, List<Claim> claims, Instant now, Duration late) {
        var open = new FlashClaims(jdbc, now, late);
        if (!claims.isEmpty()) {
            open.lockSales(claims);
            open.readPersons(claims);
            open.readUsed(claims);
        }
        return open;
    }

    private void lockSales(List<Claim> claims) {
        TreeSet<Long> ids = new TreeSet<>();
        claims.forEach(claim -> ids.add(claim.saleId()));
        jdbc.query(
                "SELECT id, available, per_person_limit, state FROM flash_sale WHERE id IN (" + marks(ids.size())
                        + ") ORDER BY id FOR UPDATE",
                row -> {
                    if (row.getString(4).equals("OPEN")) {
                        sales.put(row.getLong(1), new Counter(row.getLong(2), row.getInt(3)));
                    }
                },
                ids.toArray());
    }

    private void readPersons(List<Claim> claims) {
        Map<Long, Set<Object>> persons = new TreeMap<>();
        claims.forEach(claim ->
                persons.computeIfAbsent(claim.saleId(), id -> new HashSet<>()).add(claim.personId()));
        persons.forEach((sale, ids) -> {
            List<Object> values = new ArrayList<>(ids);
            values.addFirst(sale);
            jdbc.query(
                    "SELECT person_id, taken FROM flash_sale_person WHERE sale_id = ? AND person_id IN ("
                            + marks(ids.size()) + ")",
                    row -> {
                        taken.put(new Owner(sale, row.getLong(1)), row.getInt(2));
                    },
                    values.toArray());
        });
    }

    private void readUsed(List<Claim> claims) {
        List<Object> values = new ArrayList<>();
        claims.forEach(claim -> {
            values.add(claim.saleId());
            values.add(claim.personId());
            values.add(claim.requestId());
        });
        String one = "(sale_id = ? AND person_id = ? AND request_id = ?)";
        jdbc.query(
                "SELECT sale_id, person_id, request_id FROM flash_sale_claim WHERE " + one
                        + (" OR " + one).repeat(claims.size() - 1),
                row -> {
                    used.add(new Used(row.getLong(1), row.getLong(2), row.getString(3)));
                },
                values.toArray());
    }

    @Override
    public Optional<Refusal> admit(Claim claim) {
        if (now.isAfter(claim.expiresAt().plus(late))) {
            return Optional.of(FlashSales.ADMISSION_EXPIRED);
        }
        Counter sale = sales.get(claim.saleId());
        if (sale == null) {
            return Optional.of(FlashStock.SOLD_OUT);
        }
        var use = new Used(claim.saleId(), claim.personId(), claim.requestId());
        if (used.contains(use)) {
            return Optional.of(FlashStock.ADMISSION_USED);
        }
        if (sale.available < claim.quantity()) {
            return Optional.of(FlashStock.SOLD_OUT);
        }
        Owner owner = new Owner(claim.saleId(), claim.personId());
        int has = taken.getOrDefault(owner, 0);
        if (sale.perPerson > 0 && has > sale.perPerson - claim.quantity()) {
            return Optional.of(FlashStock.PERSON_LIMIT);
        }
        sale.available -= claim.quantity();
        taken.merge(owner, claim.quantity(), Integer::sum);
        used.add(use);
        sold.merge(claim.saleId(), claim.quantity(), Integer::sum);
        gained.merge(owner, claim.quantity(), Integer::sum);
        admitted.add(claim);
        return Optional.empty();
    }

    @Override
    public void write() {
        if (admitted.isEmpty()) {
            return;
        }
        writeUnits();
        writePersons();
        writeClaims();
        sold.clear();
        gained.clear();
        admitted.clear();
    }

    private void writeUnits() {
        String units = "CASE id" + " WHEN ? THEN ?".repeat(sold.size()) + " END";
        List<Object> amounts = new ArrayList<>();
        sold.forEach((sale, quantity) -> {
            amounts.add(sale);
            amounts.add(quantity);
        });
        List<Object> values = new ArrayList<>(amounts);
        values.addAll(sold.keySet());
        values.addAll(amounts);
        int changed = jdbc.update(
                "UPDATE flash_sale SET available = available - " + units + " WHERE id IN (" + marks(sold.size())
                        + ") AND state = 'OPEN' AND available >= " + units,
                values.toArray());
        if (changed != sold.size()) {
            throw new IllegalStateException("units changed under their lock");
        }
    }

    private void writePersons() {
        List<Object> values = new ArrayList<>();
        gained.forEach((owner, quantity) -> {
            values.add(owner.saleId());
            values.add(owner.personId());
            values.add(quantity);
        });
        jdbc.update(
                "INSERT INTO flash_sale_person (sale_id, person_id, taken) VALUES (?,?,?)"
                        + ",(?,?,?)".repeat(gained.size() - 1)
                        + " ON DUPLICATE KEY UPDATE taken = taken + VALUES(taken)",
                values.toArray());
    }

    private void writeClaims() {
        List<Object> values = new ArrayList<>();
        admitted.forEach(claim -> {
            values.add(claim.saleId());
            values.add(claim.personId());
            values.add(claim.requestId());
            values.add(claim.quantity());
            values.add(Timestamp.from(now));
        });
        jdbc.update(
                "INSERT INTO flash_sale_claim (sale_id, person_id, request_id, quantity, state, claimed_at)"
                        + " VALUES (?,?,?,?,'TAKEN',?)" + ",(?,?,?,?,'TAKEN',?)".repeat(admitted.size() - 1),
                values.toArray());
    }

    private static String marks(int count) {
        return "?" + ",?".repeat(count - 1);
    }

    private record Used(long saleId, long personId, String requestId) {}

    private record Owner(long saleId, long personId) implements Comparable<Owner> {

        @Override
        public int compareTo(Owner other) {
            int bySale = Long.compare(saleId, other.saleId);
            return bySale != 0 ? bySale : Long.compare(personId, other.personId);
        }
    }

    private static final class Counter {
        private long available;
        private final int perPerson;

        Counter(long available, int perPerson) {
            this.available = available;
            this.perPerson = perPerson;
        }
    }
}
