package io.jiaxiao.mall.points.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * What a product line reports. Whose line it is says the token.
 *
 * @param personId number of the person
 * @param event    code of the earning rule
 * @param quantity how many times it was done
 */
record GrantRequest(
        @NotNull @Pattern(regexp = "[1-9][0-9]{0,18}", message = "应为人员编号") String personId,
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}", message = "应为大写的事件代码") String event,
        @NotNull @Min(1) @Max(1000) Integer quantity) {}
