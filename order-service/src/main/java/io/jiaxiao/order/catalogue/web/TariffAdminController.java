package io.jiaxiao.order.catalogue.web;

import io.jiaxiao.kernel.Money;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.catalogue.OperateCatalogue;
import io.jiaxiao.order.catalogue.TariffFilter;
import io.jiaxiao.order.catalogue.domain.Tariff;
import io.jiaxiao.order.catalogue.domain.TariffScope;
import io.jiaxiao.order.catalogue.domain.TariffScope.Kind;
import io.jiaxiao.order.catalogue.store.TariffStore;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators set prices (三方资费自定义). The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/tariffs")
class TariffAdminController {

    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final Refusal OUT_OF_RANGE = Refusal.invalid("TIME_OUT_OF_RANGE", "时间应在 2020 至 2100 年之间");

    private final OperateCatalogue operate;

    TariffAdminController(OperateCatalogue operate) {
        this.operate = operate;
    }

    /**
     * @param scopeId       unit id for UNIT, ALIPAY or CARRIER for CHANNEL, missing for LIST
     * @param effectiveFrom missing for at once
     * @param effectiveTill missing for no end
     */
    record NewTariff(
            @NotNull @Pattern(regexp = "[A-Z0-9_]{1,40}") String planCode,
            @NotNull Kind scope,
            @Nullable @Pattern(regexp = "[A-Za-z0-9]{1,32}") String scopeId,
            @NotNull @Min(1) @Max(10_000_000) Long priceFen,
            @Nullable Instant effectiveFrom,
            @Nullable Instant effectiveTill,
            @NotBlank @Size(min = 2, max = 200) String reason) {}

    /** @param till missing for at once */
    record Ending(@Nullable Instant till, @NotBlank @Size(min = 2, max = 200) String reason) {}

    record TariffLine(
            String id,
            String planCode,
            TariffScope.Kind scope,
            @Nullable String scopeId,
            int version,
            long priceFen,
            Instant effectiveFrom,
            @Nullable Instant effectiveTill,
            @Nullable String author,
            @Nullable Instant createdAt) {

        static TariffLine of(Tariff tariff, @Nullable String author, @Nullable Instant createdAt) {
            return new TariffLine(
                    Long.toString(tariff.id()),
                    tariff.planCode(),
                    tariff.scope().kind(),
                    tariff.scope().id().isEmpty() ? null : tariff.scope().id(),
                    tariff.version(),
                    tariff.price().fen(),
                    tariff.from(),
                    tariff.till(),
                    author,
                    createdAt);
        }
    }

    record TariffPage(List<TariffLine> items, int page, int size, long total) {}

    /** @param inForceAt only those that hold then */
    @GetMapping
    TariffPage list(
            @RequestParam(required = false) @Pattern(regexp = "[A-Z0-9_]{1,40}") @Nullable String planCode,
            @RequestParam(required = false) TariffScope.@Nullable Kind scope,
            @RequestParam(required = false) @Pattern(regexp = "[A-Za-z0-9]{1,32}") @Nullable String scopeId,
            @RequestParam(required = false) @Nullable Instant inForceAt,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
        var filter = new TariffFilter(planCode, scope, scopeId, inTime(inForceAt));
        List<TariffStore.Line> found = operate.find(filter, (long) page * size, size);
        return new TariffPage(
                found.stream()
                        .map(line -> TariffLine.of(line.tariff(), line.author(), line.createdAt()))
                        .toList(),
                page,
                size,
                operate.count(filter));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TariffLine add(@Valid @RequestBody NewTariff request, Caller caller) {
        String scopeId = request.scopeId();
        Tariff made = operate.addTariff(
                caller,
                new OperateCatalogue.WantedTariff(
                        request.planCode(),
                        new TariffScope(request.scope(), scopeId == null ? "" : scopeId),
                        Money.ofFen(request.priceFen()),
                        inTime(request.effectiveFrom()),
                        inTime(request.effectiveTill())),
                request.reason());
        return TariffLine.of(made, caller.id(), null);
    }

    @PostMapping("/{id}/endings")
    TariffLine end(@PathVariable @Min(1) long id, @Valid @RequestBody Ending request, Caller caller) {
        return TariffLine.of(operate.endTariff(caller, id, inTime(request.till()), request.reason()), null, null);
    }

    private static @Nullable Instant inTime(@Nullable Instant given) {
        if (given != null && (given.isBefore(EARLIEST) || given.isAfter(LATEST))) {
            throw OUT_OF_RANGE.asException();
        }
        return given;
    }
}
