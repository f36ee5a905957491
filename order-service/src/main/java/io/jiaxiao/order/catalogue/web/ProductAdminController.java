package io.jiaxiao.order.catalogue.web;

import io.jiaxiao.contracts.mall.ProductLine;
import io.jiaxiao.kernel.Refusal;
import io.jiaxiao.order.catalogue.Catalogue;
import io.jiaxiao.order.catalogue.OperateCatalogue;
import io.jiaxiao.order.catalogue.domain.PayMethod;
import io.jiaxiao.order.catalogue.domain.Plan;
import io.jiaxiao.order.catalogue.domain.PlanLength;
import io.jiaxiao.order.catalogue.domain.Product;
import io.jiaxiao.starter.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators say what is sold. The role is asked for by path. */
@RestController
@RequestMapping("/admin/v1/products")
class ProductAdminController {

    private static final Refusal ONE_LENGTH = Refusal.invalid("INVALID_REQUEST", "months 与 termEndsOn 应填且只填一个");

    private static final Refusal NOT_TO_PARENTS =
            Refusal.invalid("METHOD_NOT_FOR_PARENTS", "OUTSIDE 只用于后台续订，MIGRATED 只用于旧订单迁移，不能作为家长的支付方式");

    private final Catalogue catalogue;
    private final OperateCatalogue operate;

    ProductAdminController(Catalogue catalogue, OperateCatalogue operate) {
        this.catalogue = catalogue;
        this.operate = operate;
    }

    record NewProduct(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,31}") String code,
            @NotNull ProductLine line,
            @NotBlank @Size(max = 64) String title,
            @NotNull @Min(0) @Max(30) Integer coolingOffDays,
            @NotBlank @Size(min = 2, max = 200) String reason) {}

    /** @param months or {@code termEndsOn}, one of them */
    record NewPlan(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String code,
            @NotBlank @Size(max = 64) String title,
            @Nullable @Min(1) @Max(36) Integer months,
            @Nullable LocalDate termEndsOn,
            @NotEmpty Set<@NotNull PayMethod> methods,
            @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String promotion,
            @NotBlank @Size(min = 2, max = 200) String reason) {}

    record Sale(@NotNull Boolean onSale, @NotBlank @Size(min = 2, max = 200) String reason) {}

    record PlanLine(
            String code,
            String title,
            @Nullable Integer months,
            @Nullable LocalDate termEndsOn,
            Set<PayMethod> methods,
            @Nullable String promotion,
            boolean onSale) {

        static PlanLine of(Plan plan) {
            return new PlanLine(
                    plan.code(),
                    plan.title(),
                    plan.length() instanceof PlanLength.Months length ? length.months() : null,
                    plan.length() instanceof PlanLength.UntilTermEnd length ? length.lastDay() : null,
                    plan.methods(),
                    plan.policyCode(),
                    plan.onSale());
        }
    }

    record ProductLineView(String code, ProductLine line, String title, int coolingOffDays, List<PlanLine> plans) {}

    record ProductLines(List<ProductLineView> items) {}

    @GetMapping
    ProductLines list() {
        return new ProductLines(catalogue.everything().stream()
                .map(one -> new ProductLineView(
                        one.product().code(),
                        one.product().line(),
                        one.product().title(),
                        one.product().coolingOffDays(),
                        one.plans().stream().map(PlanLine::of).toList()))
                .toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ProductLines add(@Valid @RequestBody NewProduct request, Caller caller) {
        operate.addProduct(
                caller,
                new Product(request.code(), request.line(), request.title(), request.coolingOffDays()),
                request.reason());
        return list();
    }

    /** On sale at once; without a tariff nobody sees it yet. */
    @PostMapping("/{product}/plans")
    @ResponseStatus(HttpStatus.CREATED)
    PlanLine addPlan(
            @PathVariable @Pattern(regexp = "[A-Z][A-Z0-9_]{1,31}") String product,
            @Valid @RequestBody NewPlan request,
            Caller caller) {
        Integer months = request.months();
        LocalDate ends = request.termEndsOn();
        if ((months == null) == (ends == null)) {
            throw ONE_LENGTH.asException();
        }
        if (!request.methods().stream().allMatch(PayMethod::takenHere)) {
            throw NOT_TO_PARENTS.asException();
        }
        var plan = new Plan(
                request.code(),
                product,
                request.title(),
                months == null ? new PlanLength.UntilTermEnd(ends) : new PlanLength.Months(months),
                request.methods(),
                request.promotion(),
                true);
        operate.addPlan(caller, plan, request.reason());
        return PlanLine.of(plan);
    }

    @PutMapping("/plans/{plan}/sale")
    PlanLine sale(
            @PathVariable @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String plan,
            @Valid @RequestBody Sale request,
            Caller caller) {
        operate.setOnSale(caller, plan, request.onSale(), request.reason());
        return PlanLine.of(catalogue.planNow(plan).orElseThrow());
    }
}
