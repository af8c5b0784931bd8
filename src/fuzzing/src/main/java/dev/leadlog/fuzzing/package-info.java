/**
 * Fuzzing with Jazzer. The entry point is {@link dev.leadlog.fuzzing.Fuzzing}; each {@link
 * dev.leadlog.fuzzing.Target} is in the package of the code that it tests.
 */
package dev.leadlog.fuzzing;
