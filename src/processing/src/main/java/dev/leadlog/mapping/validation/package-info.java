/**
 * The validators of fields; each is a bean with a name that mappings can use. The entry point is
 * {@link dev.leadlog.mapping.validation.FieldValidator}: to add a validator, add a class that
 * implements it, or a method that produces one.
 */
package dev.leadlog.mapping.validation;
