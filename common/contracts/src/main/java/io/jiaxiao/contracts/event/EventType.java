package io.jiaxiao.contracts.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Where an event travels: one topic per producing service; the tag names the event. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventType {

    String topic();

    String tag();

    /** Urgent events (a sign-in code) overtake the others in the outbox; order is kept among urgent ones only. */
    boolean urgent() default false;
}
