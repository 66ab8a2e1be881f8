package org.veilor.mesh.gate;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import org.veilor.mesh.address.AddressRange;

/** An address or a prefix of either family. */
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Cidr.Check.class)
@interface Cidr {
  String message() default
      "must be addresses or prefixes as 192.0.2.0/24, with commas between them";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Told by Hibernate Validator. */
  class Check implements ConstraintValidator<Cidr, String> {
    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || AddressRange.parse(text).isPresent();
    }
  }
}
