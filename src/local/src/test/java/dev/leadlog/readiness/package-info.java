/**
 * Checks the conditions of a native build that can be tested without one. {@code docs/native.md}
 * lists what these tests cannot check.
 */
package dev.leadlog.readiness;
