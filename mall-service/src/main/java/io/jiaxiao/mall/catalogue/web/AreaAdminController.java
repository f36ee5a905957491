package io.jiaxiao.mall.catalogue.web;

import io.jiaxiao.mall.catalogue.Division;
import io.jiaxiao.mall.catalogue.Divisions;
import io.jiaxiao.mall.catalogue.MapAreas;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Counties a channel's own numbering has no counterpart for, and what operators know of them. */
@RestController
@RequestMapping("/admin/v1/channel-areas")
class AreaAdminController {

    private final MapAreas areas;
    private final Divisions divisions;

    AreaAdminController(MapAreas areas, Divisions divisions) {
        this.areas = areas;
        this.divisions = divisions;
    }

    @GetMapping("/{channel}/gaps")
    GapPage gaps(
            @PathVariable @Pattern(regexp = "[a-z0-9]{1,32}") String channel,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        List<Gap> gaps = areas.gaps(channel, (long) page * size, size).stream()
                .map(Division::code)
                .map(code -> new Gap(code, divisions.fullName(code)))
                .toList();
        return new GapPage(gaps, areas.countGaps(channel), page, size);
    }

    @PutMapping("/{channel}/{divisionCode}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(
            @PathVariable @Pattern(regexp = "[a-z0-9]{1,32}") String channel,
            @PathVariable @Pattern(regexp = "[0-9]{6}|[0-9]{9}") String divisionCode,
            @RequestBody @Valid Decision body,
            Caller caller) {
        areas.decide(caller, channel, divisionCode, body.path(), body.reason());
    }

    /** @param path the channel's numbers from the province down, such as {@code 1_72_2839} */
    record Decision(
            @NotNull @Pattern(regexp = "[0-9]{1,12}(_[0-9]{1,12}){1,3}") String path,
            @NotBlank @Size(max = 200) String reason) {}

    record Gap(String code, String name) {}

    record GapPage(List<Gap> items, long total, int page, int size) {}
}
