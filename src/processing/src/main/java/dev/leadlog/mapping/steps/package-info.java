/**
 * Code that all mapping steps share: a name, and arguments that are checked once, when a
 * configuration is read. The entry points are {@link dev.leadlog.mapping.steps.MappingStep} and
 * {@link dev.leadlog.mapping.steps.Argument}.
 */
package dev.leadlog.mapping.steps;
