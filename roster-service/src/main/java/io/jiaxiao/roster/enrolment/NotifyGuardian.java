package io.jiaxiao.roster.enrolment;

import io.jiaxiao.contracts.message.AcceptMessage;
import io.jiaxiao.contracts.message.Lane;
import io.jiaxiao.contracts.message.MessageApi;
import io.jiaxiao.contracts.roster.JoinRequestDecided;
import io.jiaxiao.kernel.Mobile;
import io.jiaxiao.roster.organisation.ClassPlace;
import io.jiaxiao.roster.organisation.Organisation;
import io.jiaxiao.roster.people.People;
import io.jiaxiao.roster.people.Person;
import io.jiaxiao.starter.inbox.EventSubscription;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Has an SMS sent when a class teacher has decided. Driven by the decision's own event and keyed by the request: however often it
 * comes, there is one message. Without message-service the event comes again until it is back; nothing of the decision waits. The
 * message names the class and no child: phones are passed around.
 */
@Component
class NotifyGuardian {

    private static final Logger log = LoggerFactory.getLogger(NotifyGuardian.class);

    /** The message's own limit for one value, minus room for an ellipsis. */
    private static final int LONGEST_NAME = 40;

    private final People people;
    private final Organisation organisation;
    private final MessageApi messages;

    NotifyGuardian(People people, Organisation organisation, MessageApi messages) {
        this.people = people;
        this.organisation = organisation;
        this.messages = messages;
    }

    void decided(JoinRequestDecided event) {
        Optional<Mobile> mobile =
                people.find(Long.parseLong(event.guardianId())).map(Person::mobile);
        Optional<ClassPlace> place = organisation.placeOf(Long.parseLong(event.classId()));
        if (mobile.isEmpty() || place.isEmpty()) {
            log.info("nobody to tell about join request {}", event.requestId());
            return;
        }
        messages.accept(new AcceptMessage(
                "join-" + event.requestId(),
                Lane.TRANSACTIONAL,
                event.approved() ? "JOIN_APPROVED" : "JOIN_REJECTED",
                mobile.get().digits(),
                Map.of("class", name(place.get())),
                null));
    }

    private static String name(ClassPlace place) {
        String name = place.grade().name() + place.schoolClass().name();
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
    }

    /** Our own events come back to us, as they go to everybody else. */
    @Configuration(proxyBeanMethods = false)
    static class Intake {

        @Bean
        EventSubscription<JoinRequestDecided> tellJoinDecided(NotifyGuardian notify) {
            return EventSubscription.work("roster-tell-join-decided", JoinRequestDecided.class, notify::decided);
        }
    }
}
