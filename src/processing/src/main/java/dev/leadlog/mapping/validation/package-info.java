/**
 * Validators of fields: each is a bean with a name that mappings can use, collected by {@link
 * dev.leadlog.mapping.validation.FieldValidators}. To add one is to add a class that implements
 * {@link dev.leadlog.mapping.validation.FieldValidator}.
 */
package dev.leadlog.mapping.validation;
