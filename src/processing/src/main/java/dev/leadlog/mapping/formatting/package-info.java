/**
 * The formatting functions; each is a bean with a name that mappings can use. The entry point is
 * {@link dev.leadlog.mapping.formatting.FormattingFunction}: to add a function, add a class that
 * implements it, or a method that produces one. {@link
 * dev.leadlog.mapping.formatting.PhoneNumbers}, {@link dev.leadlog.mapping.formatting.EmailAddress}
 * and {@link dev.leadlog.mapping.formatting.NormalizedText} are also used by other packages.
 */
package dev.leadlog.mapping.formatting;
