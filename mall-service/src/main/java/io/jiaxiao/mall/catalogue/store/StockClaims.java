package io.jiaxiao.mall.catalogue.store;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.OfferStock;
import io.jiaxiao.mall.catalogue.OfferStock.Claim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** One batch of claims: rows are read under lock, the decision is made in memory, and each table is written by one statement. */
final class StockClaims implements OfferStock.Claims {

    private final JdbcTemplate jdbc;
    private final Map<Long, Counter> counters;
    private final Map<Owner, Integer> taken;
    private final SortedMap<Long, Integer> sold = new TreeMap<>();
    private final SortedMap<Owner, Integer> gained = new TreeMap<>();

    private StockClaims(JdbcTemplate jdbc, Map<Long, Counter> counters, Map<Owner, Integer> taken) {
        this.jdbc = jdbc;
        this.counters = counters;
        this.taken = taken;
    }

    static StockClaims lock(JdbcTemplate jdbc, List<Claim> claims) {
        TreeSet<Long> skus = new TreeSet<>();
        claims.forEach(claim -> skus.add(claim.skuId()));
        if (skus.isEmpty()) {
            return new StockClaims(jdbc, Map.of(), Map.of());
        }
        Map<Long, Counter> counters = new HashMap<>();
        jdbc.query(
                "SELECT sku_id, available FROM sku_stock WHERE sku_id IN (" + marks(skus.size())
                        + ") ORDER BY sku_id FOR UPDATE",
                row -> {
                    counters.put(row.getLong(1), new Counter(row.getLong(2)));
                },
                skus.toArray());
        jdbc.query(
                "SELECT id, listed, per_person_limit FROM sku WHERE id IN (" + marks(skus.size()) + ")",
                row -> {
                    Counter counter = counters.get(row.getLong(1));
                    if (counter != null) {
                        counter.listed = row.getBoolean(2);
                        counter.perPerson = row.getInt(3);
                    }
                },
                skus.toArray());
        return new StockClaims(jdbc, counters, taken(jdbc, claims, counters));
    }

    /** Not locked by itself: nobody else changes the rows of a SKU whose stock row is ours. */
    private static Map<Owner, Integer> taken(JdbcTemplate jdbc, List<Claim> claims, Map<Long, Counter> counters) {
        Map<Long, Set<Long>> persons = new TreeMap<>();
        for (Claim claim : claims) {
            Counter counter = counters.get(claim.skuId());
            if (counter != null && counter.perPerson > 0) {
                persons.computeIfAbsent(claim.skuId(), id -> new LinkedHashSet<>())
                        .add(claim.personId());
            }
        }
        Map<Owner, Integer> found = new HashMap<>();
        if (persons.isEmpty()) {
            return found;
        }
        List<String> wanted = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        persons.forEach((sku, ids) -> {
            wanted.add("(sku_id = ? AND person_id IN (" + marks(ids.size()) + "))");
            values.add(sku);
            values.addAll(ids);
        });
        jdbc.query(
                "SELECT sku_id, person_id, taken FROM sku_person WHERE " + String.join(" OR ", wanted),
                row -> {
                    found.put(new Owner(row.getLong(1), row.getLong(2)), row.getInt(3));
                },
                values.toArray());
        return found;
    }

    @Override
    public Optional<Refusal> admit(Claim claim) {
        @Nullable Counter counter = counters.get(claim.skuId());
        if (counter == null || !counter.listed) {
            return Optional.of(OfferStock.NOT_ON_SALE);
        }
        if (counter.available < claim.quantity()) {
            return Optional.of(OfferStock.SOLD_OUT);
        }
        Owner owner = new Owner(claim.skuId(), claim.personId());
        int has = taken.getOrDefault(owner, 0) + gained.getOrDefault(owner, 0);
        if (counter.perPerson > 0 && has > counter.perPerson - claim.quantity()) {
            return Optional.of(OfferStock.PERSON_LIMIT);
        }
        counter.available -= claim.quantity();
        sold.merge(claim.skuId(), claim.quantity(), Integer::sum);
        gained.merge(owner, claim.quantity(), Integer::sum);
        return Optional.empty();
    }

    @Override
    public void write() {
        if (sold.isEmpty()) {
            return;
        }
        writeStock();
        writePersons();
        gained.forEach((owner, quantity) -> taken.merge(owner, quantity, Integer::sum));
        sold.clear();
        gained.clear();
    }

    private void writeStock() {
        String units = "CASE sku_id" + " WHEN ? THEN ?".repeat(sold.size()) + " END";
        List<Object> amounts = new ArrayList<>();
        sold.forEach((sku, quantity) -> {
            amounts.add(sku);
            amounts.add(quantity);
        });
        List<Object> values = new ArrayList<>(amounts);
        values.addAll(sold.keySet());
        values.addAll(amounts);
        int changed = jdbc.update(
                "UPDATE sku_stock SET available = available - " + units + " WHERE sku_id IN (" + marks(sold.size())
                        + ") AND available >= " + units,
                values.toArray());
        if (changed != sold.size()) {
            throw new IllegalStateException("stock changed under its lock");
        }
    }

    private void writePersons() {
        List<Object> values = new ArrayList<>();
        gained.forEach((owner, quantity) -> {
            values.add(owner.skuId());
            values.add(owner.personId());
            values.add(quantity);
        });
        jdbc.update(
                "INSERT INTO sku_person (sku_id, person_id, taken) VALUES (?,?,?)"
                        + ",(?,?,?)".repeat(gained.size() - 1)
                        + " ON DUPLICATE KEY UPDATE taken = taken + VALUES(taken)",
                values.toArray());
    }

    private static String marks(int count) {
        return "?" + ",?".repeat(count - 1);
    }

    private record Owner(long skuId, long personId) implements Comparable<Owner> {

        @Override
        public int compareTo(Owner other) {
            int bySku = Long.compare(skuId, other.skuId);
            return bySku != 0 ? bySku : Long.compare(personId, other.personId);
        }
    }

    private static final class Counter {
        private long available;
        private boolean listed;
        private int perPerson;

        Counter(long available) {
            this.available = available;
        }
    }
}
