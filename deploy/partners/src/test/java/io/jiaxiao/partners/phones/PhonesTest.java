package io.jiaxiao.partners.phones;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PhonesTest {

    private final Phones phones = new Phones(Clock.systemUTC(), 3);

    private void receive(String mobile, String text) {
        phones.receive(mobile, "1065", text, "mas", null);
    }

    @Test
    void theInbox_showsTheNewestFirst() {
        receive("a", "one");
        receive("a", "two");
        assertThat(phones.inbox("a", text -> true))
                .extracting(ReceivedText::text)
                .containsExactly("two", "one");
        assertThat(phones.inbox("b", text -> true)).isEmpty();
    }

    @Test
    void whenThereAreTooMany_theOldestOfAllPhonesGo() {
        receive("a", "one");
        receive("b", "two");
        receive("a", "three");
        receive("a", "four");
        receive("a", "five");
        assertThat(phones.inbox("b", text -> true)).isEmpty();
        assertThat(phones.inbox("a", text -> true))
                .extracting(ReceivedText::text)
                .containsExactly("five", "four", "three");
    }

    @Test
    void aListener_hearsOnlyWhatItWaitsFor() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<ReceivedText>> listening =
                    () -> phones.latest("a", text -> text.text().contains("code"), Duration.ofSeconds(20));
            Future<Optional<ReceivedText>> heard = threads.submit(listening);
            receive("b", "code for somebody else");
            receive("a", "something else");
            receive("a", "your code");
            assertThat(heard.get())
                    .hasValueSatisfying(text -> assertThat(text.text()).isEqualTo("your code"));
        }
    }

    @Test
    void aListener_isStillHeardAfterTheTextsWereCleared() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<ReceivedText>> listening =
                    () -> phones.latest("a", text -> text.text().equals("late"), Duration.ofSeconds(20));
            receive("a", "early");
            Future<Optional<ReceivedText>> heard = threads.submit(listening);
            phones.clear();
            receive("a", "late");
            assertThat(heard.get()).isPresent();
        }
    }

    @Test
    void patienceEnds() throws Exception {
        assertThat(phones.latest("a", text -> true, Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void mobileNumbers_areElevenDigitsFromThirteenToNineteen() {
        assertThat(Phones.isMobile("13800000000")).isTrue();
        assertThat(Phones.isMobile("19999999999")).isTrue();
        for (String not :
                new String[] {"", "12800000000", "1380000000", "138000000000", "+8613800000000", "1380000000a"}) {
            assertThat(Phones.isMobile(not)).as(not).isFalse();
        }
    }
}
