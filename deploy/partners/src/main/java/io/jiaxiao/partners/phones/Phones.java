package io.jiaxiao.partners.phones;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every phone of the country: any mobile number can receive. The oldest texts of all go first when it gets too many. */
public final class Phones {

    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");

    private final Clock clock;
    private final int mostTexts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Phone> phones = new HashMap<>();
    private final ArrayDeque<String> arrivals = new ArrayDeque<>();
    private long lastSeq;

    private static final class Phone {
        final ArrayDeque<ReceivedText> inbox = new ArrayDeque<>(2);
        final Condition ring;
        int listeners;

        Phone(Condition ring) {
            this.ring = ring;
        }
    }

    /** @param mostTexts how many texts all phones keep together */
    public Phones(Clock clock, int mostTexts) {
        this.clock = clock;
        this.mostTexts = mostTexts;
    }

    /** Whether this is a mainland mobile number: eleven digits from 13 to 19. */
    public static boolean isMobile(String number) {
        return MOBILE.matcher(number).matches();
    }

    /** A text arrives on a phone and rings. */
    public void receive(String mobile, String from, String text, String partner, @Nullable String reference) {
        lock.lock();
        try {
            Phone phone = phones.computeIfAbsent(mobile, number -> new Phone(lock.newCondition()));
            phone.inbox.addLast(new ReceivedText(++lastSeq, clock.instant(), from, text, partner, reference));
            arrivals.addLast(mobile);
            if (arrivals.size() > mostTexts) {
                forgetOldest(arrivals.removeFirst());
            }
            phone.ring.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The texts a phone has that are wanted, newest first. */
    List<ReceivedText> inbox(String mobile, Predicate<ReceivedText> wanted) {
        lock.lock();
        try {
            Phone phone = phones.get(mobile);
            return phone == null ? List.of() : newestFirst(phone, wanted);
        } finally {
            lock.unlock();
        }
    }

    /** The newest wanted text; waits for one for so much real time when there is none. */
    Optional<ReceivedText> latest(String mobile, Predicate<ReceivedText> wanted, Duration patience)
            throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            Phone phone = phones.computeIfAbsent(mobile, number -> new Phone(lock.newCondition()));
            phone.listeners++;
            try {
                List<ReceivedText> found = newestFirst(phone, wanted);
                while (found.isEmpty() && left > 0) {
                    left = phone.ring.awaitNanos(left);
                    found = newestFirst(phone, wanted);
                }
                return found.stream().findFirst();
            } finally {
                phone.listeners--;
                removeIfIdle(mobile, phone);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The seq of the last text that arrived anywhere; 0 before the first. */
    long lastSeq() {
        lock.lock();
        try {
            return lastSeq;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            arrivals.clear();
            phones.values().forEach(phone -> phone.inbox.clear());
            phones.values().removeIf(phone -> phone.listeners == 0);
        } finally {
            lock.unlock();
        }
    }

    private static List<ReceivedText> newestFirst(Phone phone, Predicate<ReceivedText> wanted) {
        return phone.inbox.stream()
                .filter(wanted)
                .sorted(Comparator.comparingLong(ReceivedText::seq).reversed())
                .toList();
    }

    private void forgetOldest(String mobile) {
        Phone phone = phones.get(mobile);
        if (phone != null) {
            phone.inbox.pollFirst();
            removeIfIdle(mobile, phone);
        }
    }

    private void removeIfIdle(String mobile, Phone phone) {
        if (phone.inbox.isEmpty() && phone.listeners == 0) {
            phones.remove(mobile, phone);
        }
    }
}
