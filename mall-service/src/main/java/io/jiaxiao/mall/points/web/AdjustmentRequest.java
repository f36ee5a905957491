package io.jiaxiao.mall.points.web;

import io.jiaxiao.contracts.mall.ProductLine;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** @param points above zero to give, below zero to take */
record AdjustmentRequest(
        @NotNull @Pattern(regexp = "[1-9][0-9]{0,18}", message = "应为人员编号") String personId,
        @NotNull ProductLine line,
        @NotNull @Min(-1_000_000) @Max(1_000_000) Long points,
        @NotBlank @Size(min = 2, max = 200) String reason) {}
