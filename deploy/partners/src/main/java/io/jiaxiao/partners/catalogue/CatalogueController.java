package io.jiaxiao.partners.catalogue;

import io.jiaxiao.partners.chance.Chance;
import io.jiaxiao.partners.faults.Faults;
import io.jiaxiao.partners.time.SimulatedClock;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CatalogueController {

    private static final List<String> CONTROLS = List.of(
            "GET /phones/{mobile}/inbox?since=&limit=",
            "GET /phones/{mobile}/inbox/latest?containing=&after=&waitMillis=",
            "POST /phones/{mobile}/messages",
            "DELETE /phones",
            "GET /journal?partner=&kind=&number=&direction=&after=&limit=",
            "GET /journal/summary?partner=&number=",
            "DELETE /journal",
            "GET /books/{partner}",
            "GET /faults",
            "PUT /faults/{partner}/{number or *}",
            "DELETE /faults/{partner}/{number or *}",
            "DELETE /faults",
            "GET /clock",
            "PUT /clock",
            "GET /actuator/health");

    private final List<Simulated> partners;
    private final Faults faults;
    private final Chance chance;
    private final SimulatedClock clock;

    CatalogueController(List<Simulated> partners, Faults faults, Chance chance, SimulatedClock clock) {
        this.partners = partners;
        this.faults = faults;
        this.chance = chance;
        this.clock = clock;
    }

    record Partner(String partner, String title, List<String> endpoints, List<String> faults) {}

    record Catalogue(List<Partner> partners, List<String> controls, long seed, double clockScale, Instant now) {}

    @GetMapping("/")
    Catalogue read() {
        List<Partner> views = partners.stream()
                .map(each -> new Partner(
                        each.partner(),
                        each.title(),
                        each.endpoints(),
                        faults.kinds().getOrDefault(each.partner(), List.of())))
                .toList();
        return new Catalogue(views, CONTROLS, chance.seed(), clock.scale(), clock.instant());
    }
}
