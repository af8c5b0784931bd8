/**
 * Whether everything is ready to become a native executable, as far as it can be known without
 * building one. {@code docs/native.md} says what is left to know.
 */
package dev.leadlog.readiness;
