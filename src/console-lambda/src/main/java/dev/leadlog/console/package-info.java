/**
 * Serves the web console: one page, one script, one style sheet, and {@code config.json}, which
 * says where people sign in. Entry point: {@link dev.leadlog.console.ConsoleRoutes}. It holds no
 * data and calls nothing.
 */
package dev.leadlog.console;
