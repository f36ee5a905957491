package io.jiaxiao.roster.enrolment.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why, in the words of whoever does it. */
record ReasonRequest(@NotBlank(message = "请填写原因") @Size(min = 2, max = 200, message = "须为2至200个字") String reason) {}
