/**
 * Formatting functions: each is a bean with a name that mappings can use. To add one is to add a
 * class that implements {@link dev.leadlog.mapping.formatting.FormattingFunction}, or a method that
 * produces one. {@link dev.leadlog.mapping.formatting.PhoneNumbers}, {@link
 * dev.leadlog.mapping.formatting.EmailAddress} and {@link
 * dev.leadlog.mapping.formatting.NormalizedText} are what others share with them.
 */
package dev.leadlog.mapping.formatting;
