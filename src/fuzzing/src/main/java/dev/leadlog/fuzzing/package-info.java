/**
 * Fuzzing: {@link dev.leadlog.fuzzing.Fuzzing} is what Jazzer calls, each {@link
 * dev.leadlog.fuzzing.Target} stands in the package of what it reads with.
 */
package dev.leadlog.fuzzing;
