package io.jiaxiao.roster.people;

import java.util.Arrays;
import java.util.Optional;

/** What a guardian is to a child. */
public enum Relation {
    FATHER("父亲"),
    MOTHER("母亲"),
    GRANDPARENT("祖父母"),
    OTHER("其他");

    private final String text;

    Relation(String text) {
        this.text = text;
    }

    /** As people write it. */
    public String text() {
        return text;
    }

    public static Optional<Relation> ofText(String text) {
        return Arrays.stream(values())
                .filter(relation -> relation.text.equals(text))
                .findFirst();
    }
}
