/**
 * Serves the web console: one page, one script, one style sheet, and {@code config.json} with the
 * sign-in configuration. It has no data and calls no service. The entry point is {@link
 * dev.leadlog.console.ConsoleRoutes}.
 */
package dev.leadlog.console;
