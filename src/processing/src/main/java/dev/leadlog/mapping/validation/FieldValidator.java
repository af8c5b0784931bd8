package dev.leadlog.mapping.validation;

import dev.leadlog.mapping.PreparedValidator;
import dev.leadlog.mapping.steps.MappingStep;

/**
 * A validator of a field: a bean with a scope such as {@code @Singleton}. It checks the results of
 * the formatting functions without changing them, and must not throw an exception for any value.
 */
public interface FieldValidator extends MappingStep<PreparedValidator> {}
