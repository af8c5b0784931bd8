/**
 * Validators of fields: each is a bean with a name that mappings can use. To add one is to add a
 * class that implements {@link dev.leadlog.mapping.validation.FieldValidator}, or a method that
 * produces one.
 */
package dev.leadlog.mapping.validation;
