package dev.leadlog.mapping.validation;

import dev.leadlog.mapping.PreparedValidator;
import dev.leadlog.mapping.steps.MappingStep;

/**
 * A validator of a field: a bean with a scope, as {@code @Singleton}. It looks at what the
 * formatting functions left, changes nothing, and takes any value without an exception.
 */
public interface FieldValidator extends MappingStep<PreparedValidator> {}
