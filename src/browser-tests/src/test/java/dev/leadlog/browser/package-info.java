/**
 * What a person does in the console, in a real Chromium, against the product as {@code ./run}
 * starts it.
 */
package dev.leadlog.browser;
