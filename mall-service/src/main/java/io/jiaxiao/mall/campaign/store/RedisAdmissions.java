package io.jiaxiao.mall.campaign.store;

import io.jiaxiao.mall.campaign.CampaignProperties;
import io.jiaxiao.mall.campaign.store.FlashSaleStore.Admitted;
import io.jiaxiao.starter.redis.Redis;
import io.jiaxiao.starter.redis.RedisAwayException;
import io.jiaxiao.starter.redis.SharedScript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RScript;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.ScoredEntry;
import org.springframework.stereotype.Repository;

/**
 * What Redis holds of a sale: units left to admit, admissions per person, admissions by request, and those without a known order. All keys
 * of a sale share a hash tag, so that a script finds them on one node of a cluster.
 */
@Repository
public class RedisAdmissions {

    /** Codes of the script that are no time of expiry. */
    public static final long NOT_LOADED = -1;

    public static final long SOLD_OUT = -2;
    public static final long PERSON_LIMIT = -3;
    public static final long REQUEST_REUSED = -4;
    public static final long EXPIRED = -5;

    private static final Duration KEPT_AFTER_END = Duration.ofDays(1);

    /** units, persons, requests, open, turns; person, request, quantity, limit, expires, now, forget */
    private static final String ADMIT =
            """
            local units = redis.call('GET', KEYS[1])
            if not units then return -1 end
            local buyer = ARGV[1] .. ':' .. ARGV[2]
            local known = redis.call('HGET', KEYS[3], buyer)
            if known then
              local expires, quantity = string.match(known, '(%d+):(%d+)')
              if quantity ~= ARGV[3] then return -4 end
              if tonumber(expires) <= tonumber(ARGV[6]) then return -5 end
              return tonumber(expires)
            end
            local quantity = tonumber(ARGV[3])
            if tonumber(units) < quantity then return -2 end
            local limit = tonumber(ARGV[4])
            if limit > 0 and tonumber(redis.call('HGET', KEYS[2], ARGV[1]) or '0') + quantity > limit then return -3 end
            redis.call('DECRBY', KEYS[1], quantity)
            redis.call('HINCRBY', KEYS[2], ARGV[1], quantity)
            redis.call('HSET', KEYS[3], buyer, ARGV[5] .. ':' .. ARGV[3])
            redis.call('ZADD', KEYS[4], ARGV[5], buyer)
            redis.call('PEXPIREAT', KEYS[3], ARGV[7])
            redis.call('PEXPIREAT', KEYS[4], ARGV[7])
            if redis.call('INCR', KEYS[5]) == 1 then
              for i = 1, 5 do redis.call('PEXPIREAT', KEYS[i], ARGV[7]) end
            end
            return tonumber(ARGV[5])
            """;

    /** As {@link #ADMIT}'s keys; the buyers. Units of those that are still open come back. */
    private static final String GIVE_BACK =
            """
            local back = 0
            for i = 1, #ARGV do
              if redis.call('ZREM', KEYS[4], ARGV[i]) == 1 then
                local known = redis.call('HGET', KEYS[3], ARGV[i])
                if known then
                  local quantity = tonumber(string.match(known, ':(%d+)$'))
                  redis.call('HDEL', KEYS[3], ARGV[i])
                  redis.call('HINCRBY', KEYS[2], string.match(ARGV[i], '^(%d+):'), -quantity)
                  if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('INCRBY', KEYS[1], quantity) end
                  back = back + quantity
                end
              end
            end
            return back
            """;

    /**
     * As {@link #ADMIT}'s keys; the buyer. The person may have as much more. Once per admission: it is marked, and so keeps its request
     * used. One that is not known was lost with its count.
     */
    private static final String CANCELLED =
            """
            local known = redis.call('HGET', KEYS[3], ARGV[1])
            local quantity = known and string.match(known, '^%d+:(%d+)$')
            if not quantity then return 0 end
            redis.call('HSET', KEYS[3], ARGV[1], known .. ':cancelled')
            redis.call('ZREM', KEYS[4], ARGV[1])
            local person = string.match(ARGV[1], '^(%d+):')
            if tonumber(redis.call('HGET', KEYS[2], person) or '0') < tonumber(quantity) then return 0 end
            redis.call('HINCRBY', KEYS[2], person, -quantity)
            return 1
            """;

    /** units; available, forget. The first who loads wins. */
    private static final String LOAD =
            "if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PXAT', ARGV[2]) then return 1 end return 0";

    /**
     * As {@link #ADMIT}'s keys; available, the turns it was read at, persons with what they have. Only while nothing is open and nobody
     * was admitted since.
     */
    private static final String ALIGN =
            """
            if redis.call('ZCARD', KEYS[4]) > 0 then return 0 end
            if (redis.call('GET', KEYS[5]) or '0') ~= ARGV[2] then return 0 end
            local units = redis.call('GET', KEYS[1])
            if not units or units == ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[1], 'KEEPTTL')
            for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
            return 1
            """;

    /** Some ten microseconds each. */
    private static final int BUYERS_TOGETHER = 64;

    private final Redis redis;
    private final Duration patience;
    private final SharedScript admit;

    public RedisAdmissions(Redis redis, CampaignProperties properties) {
        this.redis = redis;
        this.patience = properties.patience();
        this.admit = new SharedScript(redis, ADMIT, patience, BUYERS_TOGETHER);
    }

    /**
     * One buyer asks.
     *
     * @param limit   0 for any number
     * @param expires when an admission given now ends
     * @param end     of the sale
     * @return when the admission ends, in milliseconds, also of one given before to the same request; or one of the codes
     */
    public long admit(long saleId, Admitted buyer, int quantity, int limit, Instant expires, Instant now, Instant end)
            throws RedisAwayException {
        return Long.parseLong(admit.ask(
                keys(saleId),
                List.of(
                        Long.toString(buyer.personId()),
                        buyer.requestId(),
                        Integer.toString(quantity),
                        Integer.toString(limit),
                        Long.toString(expires.toEpochMilli()),
                        Long.toString(now.toEpochMilli()),
                        forget(end))));
    }

    /** @return whether it was this call that loaded it */
    public boolean load(long saleId, long available, Map<Long, Integer> persons, Instant end)
            throws RedisAwayException {
        if (!persons.isEmpty()) {
            var counts = new HashMap<String, String>();
            persons.forEach((person, taken) -> counts.put(Long.toString(person), Integer.toString(taken)));
            redis.<Void>ask(
                    patience, client -> client.<String, String>getMap(key(saleId, "persons"), StringCodec.INSTANCE)
                            .putAllAsync(counts));
        }
        return run(LOAD, List.of(key(saleId, "units")), Long.toString(available), forget(end)) == 1;
    }

    /** Admissions without a known order, with their ends; the earliest first. */
    public List<Open> open(long saleId, int from, int most) throws RedisAwayException {
        Collection<ScoredEntry<String>> entries = redis.ask(
                patience, client -> client.<String>getScoredSortedSet(key(saleId, "open"), StringCodec.INSTANCE)
                        .entryRangeAsync(from, from + most - 1));
        List<Open> found = new ArrayList<>();
        for (ScoredEntry<String> entry : entries) {
            int colon = entry.getValue().indexOf(':');
            found.add(new Open(
                    new Admitted(
                            Long.parseLong(entry.getValue().substring(0, colon)),
                            entry.getValue().substring(colon + 1)),
                    Instant.ofEpochMilli(entry.getScore().longValue())));
        }
        return found;
    }

    /** They have orders now. */
    public void ordered(long saleId, Collection<Admitted> buyers) throws RedisAwayException {
        List<String> members = buyers.stream().map(RedisAdmissions::member).toList();
        redis.ask(patience, client -> client.<String>getScoredSortedSet(key(saleId, "open"), StringCodec.INSTANCE)
                .removeAllAsync(members));
    }

    /** They never ordered. @return units that came back */
    public long giveBack(long saleId, Collection<Admitted> buyers) throws RedisAwayException {
        return run(
                GIVE_BACK,
                keys(saleId),
                buyers.stream().map(RedisAdmissions::member).toArray());
    }

    /** How many admissions were given since it was loaded; read before the database, for {@link #align}. */
    public String turns(long saleId) throws RedisAwayException {
        String turns = redis.<@Nullable String>ask(
                patience, client -> client.<String>getBucket(key(saleId, "turns"), StringCodec.INSTANCE)
                        .getAsync());
        return turns == null ? "0" : turns;
    }

    /** An order of theirs was cancelled, and what it was of counts no more. Best effort: {@link #align} puts it right otherwise. */
    public void cancelled(long saleId, Admitted buyer) {
        redis.tell(client -> client.getScript(StringCodec.INSTANCE)
                .evalAsync(RScript.Mode.READ_WRITE, CANCELLED, RScript.ReturnType.LONG, keys(saleId), new Object[] {
                    member(buyer)
                }));
    }

    /** Whether Redis would admit to so many units now; true also of a sale it does not know. */
    public boolean says(long saleId, long available) throws RedisAwayException {
        String units = redis.<@Nullable String>ask(
                patience, client -> client.<String>getBucket(key(saleId, "units"), StringCodec.INSTANCE)
                        .getAsync());
        return units == null || units.equals(Long.toString(available));
    }

    /**
     * Makes Redis say what the database says, if nothing is under way.
     *
     * @param persons what those have who cancelled
     * @return whether it said otherwise
     */
    public boolean align(long saleId, long available, String turns, Map<Long, Integer> persons)
            throws RedisAwayException {
        List<Object> values = new ArrayList<>();
        values.add(Long.toString(available));
        values.add(turns);
        persons.forEach((person, taken) -> {
            values.add(Long.toString(person));
            values.add(Integer.toString(taken));
        });
        return run(ALIGN, keys(saleId), values.toArray()) == 1;
    }

    /** An admission without a known order. */
    public record Open(Admitted buyer, Instant expires) {}

    private long run(String script, List<Object> keys, Object... values) throws RedisAwayException {
        return redis.<Long>ask(patience, client -> client.getScript(StringCodec.INSTANCE)
                .evalAsync(RScript.Mode.READ_WRITE, script, RScript.ReturnType.LONG, keys, values));
    }

    private static String member(Admitted buyer) {
        return buyer.personId() + ":" + buyer.requestId();
    }

    private static List<Object> keys(long saleId) {
        return List.of(
                key(saleId, "units"),
                key(saleId, "persons"),
                key(saleId, "requests"),
                key(saleId, "open"),
                key(saleId, "turns"));
    }

    private static String key(long saleId, String what) {
        return "mall:flash:{" + saleId + "}:" + what;
    }

    private static String forget(Instant end) {
        return Long.toString(end.plus(KEPT_AFTER_END).toEpochMilli());
    }
}
