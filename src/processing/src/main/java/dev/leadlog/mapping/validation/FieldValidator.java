package dev.leadlog.mapping.validation;

import dev.leadlog.mapping.Check;
import dev.leadlog.mapping.steps.Step;

/**
 * A validator of a field: a bean with a scope, as {@code @Singleton}. It looks at what the
 * formatting functions left, changes nothing, and takes any value without an exception.
 */
public interface FieldValidator extends Step<Check> {}
