/**
 * GraalVM substitutions: code that native executables run in place of a method of a library. No
 * code calls it; GraalVM finds it by its annotations.
 */
package dev.leadlog.nativeimage;
