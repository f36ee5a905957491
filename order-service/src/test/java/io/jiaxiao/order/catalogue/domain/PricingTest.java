package io.jiaxiao.order.catalogue.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.order.catalogue.domain.TariffScope.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PricingTest {

    private static final Instant NOW = Instant.parse("2026-11-26T04:00:00Z");
    private static final List<String> CLASS = List.of("province", "city", "school", "grade", "class");

    private static final Tariff LIST = tariff(Kind.LIST, "", 1, 1000, null);
    private static final Tariff ALIPAY = tariff(Kind.CHANNEL, "ALIPAY", 1, 900, null);
    private static final Tariff CITY = tariff(Kind.UNIT, "city", 1, 800, null);
    private static final Tariff SCHOOL = tariff(Kind.UNIT, "school", 1, 850, null);
    private static final Tariff ELSEWHERE = tariff(Kind.UNIT, "otherSchool", 1, 1, null);

    @Test
    void theDeepestUnitWins_evenWhenItIsDearer() {
        assertThat(chosen(LIST, ALIPAY, CITY, SCHOOL, ELSEWHERE)).isEqualTo(850);
    }

    @Test
    void aRegionsPriceBeatsTheChannels_andTheChannelsBeatsTheListPrice() {
        assertThat(chosen(LIST, ALIPAY, CITY)).isEqualTo(800);
        assertThat(chosen(LIST, ALIPAY)).isEqualTo(900);
        assertThat(Pricing.choose(List.of(LIST, ALIPAY), CLASS, PayMethod.CARRIER, NOW))
                .contains(LIST);
        assertThat(chosen(LIST)).isEqualTo(1000);
    }

    @Test
    void whatIsOfAnotherSchoolIsNobodysPriceHere() {
        assertThat(Pricing.choose(List.of(ELSEWHERE), CLASS, PayMethod.ALIPAY, NOW))
                .isEmpty();
    }

    @Test
    void aDatedPriceGivesWayToTheStandingOneAtTheMomentItEnds() {
        Tariff autumn = tariff(Kind.UNIT, "school", 2, 500, NOW.plusSeconds(60));
        List<Tariff> both = List.of(SCHOOL, autumn);
        assertThat(Pricing.choose(both, CLASS, PayMethod.ALIPAY, NOW)).contains(autumn);
        assertThat(Pricing.choose(both, CLASS, PayMethod.ALIPAY, NOW.plusSeconds(60)))
                .contains(SCHOOL);
    }

    @Test
    void aVersionOfTomorrowDoesNotHoldToday() {
        var tomorrow = new Tariff(
                9, "P", new TariffScope(Kind.UNIT, "school"), 2, Money.ofFen(1), NOW.plusSeconds(86_400), null);
        assertThat(Pricing.choose(List.of(SCHOOL, tomorrow), CLASS, PayMethod.ALIPAY, NOW))
                .contains(SCHOOL);
        assertThat(Pricing.choose(List.of(SCHOOL, tomorrow), CLASS, PayMethod.ALIPAY, tomorrow.from()))
                .contains(tomorrow);
    }

    private static long chosen(Tariff... tariffs) {
        return Pricing.choose(List.of(tariffs), CLASS, PayMethod.ALIPAY, NOW)
                .orElseThrow()
                .price()
                .fen();
    }

    private static Tariff tariff(Kind kind, String id, int version, long fen, @Nullable Instant till) {
        return new Tariff(
                version,
                "P",
                new TariffScope(kind, id),
                version,
                Money.ofFen(fen),
                Instant.parse("2026-01-01T00:00:00Z"),
                till);
    }
}
