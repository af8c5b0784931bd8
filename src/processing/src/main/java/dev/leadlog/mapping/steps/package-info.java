/**
 * What the steps of a mapping have in common: a name, and arguments that are checked once, when a
 * configuration is read. The doors are {@link dev.leadlog.mapping.steps.MappingStep} and {@link
 * dev.leadlog.mapping.steps.Argument}.
 */
package dev.leadlog.mapping.steps;
