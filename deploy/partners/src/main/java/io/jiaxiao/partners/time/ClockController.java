package io.jiaxiao.partners.time;

import io.jiaxiao.partners.web.BadInput;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/clock")
class ClockController {

    private final SimulatedClock clock;

    ClockController(SimulatedClock clock) {
        this.clock = clock;
    }

    record Setting(@Nullable Double scale) {}

    record Reading(double scale, Instant now) {}

    @GetMapping
    Reading read() {
        return new Reading(clock.scale(), clock.instant());
    }

    @PutMapping
    Reading set(@RequestBody Setting setting) {
        Double scale = setting.scale();
        if (scale == null || !SimulatedClock.isPossible(scale)) {
            throw new BadInput("scale 必须大于 0 且不超过 " + (int) SimulatedClock.FASTEST);
        }
        clock.setScale(scale);
        return read();
    }
}
