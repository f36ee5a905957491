package io.jiaxiao.risk.window;

import io.jiaxiao.contracts.risk.Scene;
import io.jiaxiao.risk.rulebook.domain.WindowDefinition;

/**
 * Names in Redis. Those of a scene share a hash tag, because a script may only touch keys of one slot of a Redis Cluster.
 */
final class Keys {

    private Keys() {}

    static String event(Scene scene, String eventId) {
        return tag(scene) + "e:" + eventId;
    }

    /** Holds, in epoch ms, up to when events of stored decisions are known. */
    static String storedUpTo(Scene scene) {
        return tag(scene) + "stored-up-to";
    }

    /** To be followed by whose count it is. With the definition in it, since another kind of count cannot read this one's. */
    static String window(WindowDefinition window) {
        return tag(window.scene()) + "w:" + window.name() + ":" + window.identity() + ":";
    }

    private static String tag(Scene scene) {
        return "risk:{" + scene + "}:";
    }
}
