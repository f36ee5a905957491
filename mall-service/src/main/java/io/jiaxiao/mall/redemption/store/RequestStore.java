package io.jiaxiao.mall.redemption.store;

import io.jiaxiao.mall.redemption.domain.Redemption;
import io.jiaxiao.starter.gather.Gathered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which wishes have an order already: the caller's idempotency keys, kept in the orders themselves. */
@Repository
public class RequestStore implements AutoCloseable {

    private final JdbcClient jdbc;
    private final Gathered<RequestKey, Replay> replays;

    RequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.replays = new Gathered<>("replay-reads", this::replays);
    }

    /** Who asked, and under which key. */
    public record RequestKey(long personId, String key) {}

    /** What a person's key was used for. */
    public record Replay(Redemption order, String requestHash) {}

    @Override
    public void close() {
        replays.close();
    }

    /** Outside transactions only: what this one has written is not seen. */
    public Optional<Replay> replay(RequestKey request) {
        return replays.get(request);
    }

    private Map<RequestKey, Replay> replays(List<RequestKey> requests) {
        Map<RequestKey, Replay> found = new HashMap<>();
        jdbc.sql("SELECT request_key, request_hash, " + Rows.ORDER + " FROM redemption WHERE "
                        + keysIn(requests.size()))
                .params(values(requests))
                .query((row, number) -> found.put(
                        new RequestKey(row.getLong("person_id"), row.getString("request_key")),
                        new Replay(Rows.order(row, number), row.getString("request_hash"))))
                .list();
        return found;
    }

    private static String keysIn(int many) {
        return "(person_id, request_key) IN (" + String.join(",", Collections.nCopies(many, "(?,?)")) + ")";
    }

    private static List<Object> values(Collection<RequestKey> requests) {
        List<Object> values = new ArrayList<>();
        requests.forEach(request -> Collections.addAll(values, request.personId(), request.key()));
        return values;
    }

    /** Which of these keys have an order already. */
    public Set<RequestKey> taken(Collection<RequestKey> requests) {
        if (requests.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("SELECT person_id, request_key FROM redemption WHERE " + keysIn(requests.size()))
                .params(values(requests))
                .query((row, number) -> new RequestKey(row.getLong(1), row.getString(2)))
                .list());
    }
}
