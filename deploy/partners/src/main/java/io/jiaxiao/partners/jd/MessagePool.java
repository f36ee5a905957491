package io.jiaxiao.partners.jd;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The messages the platform has not deleted yet (partners.md 5.5). Reading takes nothing away; deleting does. */
final class MessagePool {

    static final int SPLIT = 1;
    static final int PRICE = 2;
    static final int SHELF = 4;
    static final int ARRIVED = 5;
    static final int POOL = 6;
    static final int CANCELLED = 10;
    static final int SHIPPED = 12;
    static final int EXCHANGE = 13;
    static final int PAYMENT_FAILED = 14;
    static final int EXPIRED = 15;
    static final int NEW_ORDER = 25;

    private static final Logger log = LoggerFactory.getLogger(MessagePool.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int MOST_DELETED = 100;

    private final Clock clock;
    private final int atOnce;
    private final int most;
    private final boolean spacedKeys;
    private final Map<Long, Message> waiting = new LinkedHashMap<>();
    private long lastId;

    private record Message(long id, int type, String time, ObjectNode result) {}

    MessagePool(Clock clock, JdProperties properties) {
        this.clock = clock;
        this.atOnce = properties.messagesAtOnce();
        this.most = properties.mostOrders();
        this.spacedKeys = properties.spacedKeys();
        // A restart must not give old ids to new messages: somebody may have deleted those of the first life.
        this.lastId = clock.instant().getEpochSecond() * 1000;
    }

    static ObjectNode about() {
        return JsonNodeFactory.instance.objectNode();
    }

    void add(int type, ObjectNode result) {
        lastId++;
        waiting.put(lastId, new Message(lastId, type, TIME.format(ZonedDateTime.now(clock)), spaced(result)));
        if (waiting.size() > most) {
            Iterator<Long> oldest = waiting.keySet().iterator();
            oldest.next();
            oldest.remove();
            log.warn("Nobody deletes messages: the oldest of {} was forgotten", most);
        }
    }

    /** {@code message/get}: the oldest of the wanted types. */
    Answer get(Form form) {
        List<Long> types = form.lacks("type") ? List.of() : form.numbers("type");
        if (!form.lacks("type") && types.isEmpty()) {
            return Answer.no(Code.BAD_FORMAT);
        }
        ArrayNode batch = JsonNodeFactory.instance.arrayNode();
        List<Message> read = waiting.values().stream()
                .filter(each -> types.isEmpty() || types.contains((long) each.type()))
                .limit(atOnce)
                .toList();
        for (Message each : read) {
            ObjectNode node = batch.addObject();
            node.put("id", each.id());
            node.set("result", each.result());
            node.put("type", each.type());
            node.put("time", each.time());
        }
        if (form.text("del").equals("1")) {
            read.forEach(each -> waiting.remove(each.id()));
        }
        return Answer.ok(batch);
    }

    /** {@code message/del}: ids that are gone already do no harm. */
    Answer delete(Form form) {
        List<Long> ids = form.numbers("id");
        if (ids.isEmpty() || ids.size() > MOST_DELETED) {
            return Answer.no(form.lacks("id") ? Code.EMPTY : Code.BAD_VALUE);
        }
        waiting.keySet().removeAll(Set.copyOf(ids));
        return Answer.yes();
    }

    void clear() {
        waiting.clear();
    }

    /** How many wait, by type. */
    Map<Integer, Long> counts() {
        return waiting.values().stream().collect(Collectors.groupingBy(Message::type, Collectors.counting()));
    }

    private ObjectNode spaced(ObjectNode result) {
        if (!spacedKeys) {
            return result;
        }
        ObjectNode spaced = about();
        result.properties().forEach(each -> spaced.set(" " + each.getKey(), each.getValue()));
        return spaced;
    }
}
