package io.jiaxiao.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalendarTest {

    private final LocalDate present = LocalDate.parse("2026-11-26");

    @TempDir
    Path home;

    private Calendar calendar;

    @BeforeEach
    void aPlatformThatLivesInThePresent() {
        calendar = new Calendar(
                Settings.beside(home, home, 0),
                Clock.fixed(Instant.parse("2026-11-26T15:59:59Z"), ZoneId.of("Asia/Shanghai")));
    }

    @Test
    void movedTo_itStaysThere_andTheServicesReadHowManyDaysThatIs() throws Exception {
        assertThat(calendar.today()).isEqualTo(present);
        calendar.moveTo(present.plusDays(92));
        assertThat(calendar.today()).isEqualTo(present.plusDays(92));
        assertThat(Files.readString(calendar.file())).isEqualTo("92");
    }

    @Test
    void aDayThatIsOver_movesNothing() {
        calendar.moveTo(present.plusDays(92));
        calendar.moveTo(present.plusDays(31));
        assertThat(calendar.today()).isEqualTo(present.plusDays(92));
    }
}
