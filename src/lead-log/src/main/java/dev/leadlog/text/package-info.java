/**
 * Text formats of values: {@link dev.leadlog.text.Json}, {@link dev.leadlog.text.Times} and {@link
 * dev.leadlog.text.Digests}.
 */
package dev.leadlog.text;
