package io.jiaxiao.mall.catalogue.web;

import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.mall.catalogue.Division;
import io.jiaxiao.mall.catalogue.Divisions;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Places for the address form, one level at a time. */
@RestController
@RequestMapping("/api/v1/divisions")
class DivisionController {

    private static final Refusal UNKNOWN = Refusal.notFound("DIVISION_UNKNOWN", "没有这个行政区划代码");

    private final Divisions divisions;

    DivisionController(Divisions divisions) {
        this.divisions = divisions;
    }

    /** @param parent code of the level above; the provinces without it */
    @GetMapping
    Places children(@RequestParam(required = false) @Pattern(regexp = "[0-9]{6}|[0-9]{9}") @Nullable String parent) {
        if (parent != null && divisions.find(parent).isEmpty()) {
            throw UNKNOWN.asException();
        }
        return new Places(divisions.children(parent));
    }

    record Places(List<Division> items) {}
}
