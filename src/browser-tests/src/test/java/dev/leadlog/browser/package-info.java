/** Tests of the console in a real Chromium, with the product as {@code ./run} starts it. */
package dev.leadlog.browser;
