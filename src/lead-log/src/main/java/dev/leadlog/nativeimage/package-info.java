/**
 * What native executables do differently from a JVM. Nothing calls it; GraalVM finds it by its
 * annotations.
 */
package dev.leadlog.nativeimage;
