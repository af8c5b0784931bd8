/**
 * Formatting functions: each is a bean with a name that mappings can use, collected by {@link
 * dev.leadlog.mapping.formatting.FormattingFunctions}. To add one is to add a class that implements
 * {@link dev.leadlog.mapping.formatting.FormattingFunction}. {@link
 * dev.leadlog.mapping.formatting.PhoneNumbers}, {@link dev.leadlog.mapping.formatting.EmailAddress}
 * and {@link dev.leadlog.mapping.formatting.PlainText} are what others share with them.
 */
package dev.leadlog.mapping.formatting;
