package io.jiaxiao.order.promotion.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** More months than were paid cannot come back; the field is named. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = WithinPaidMonths.Check.class)
@interface WithinPaidMonths {

    String message() default "不能多于 paidMonths";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Months that are missing or none are for their own constraints to find. */
    class Check implements ConstraintValidator<WithinPaidMonths, PolicyTerms> {

        @Override
        public boolean isValid(@Nullable PolicyTerms terms, ConstraintValidatorContext context) {
            if (terms == null) {
                return true;
            }
            Integer paid = terms.paidMonths();
            Integer returned = terms.returnedMonths();
            if (paid == null || returned == null || paid < 1 || returned <= paid) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("returnedMonths")
                    .addConstraintViolation();
            return false;
        }
    }
}
