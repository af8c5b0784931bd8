/**
 * What a person does to one lead instead of the processor: mark it, correct its payload, erase it.
 * The door is {@link dev.leadlog.manual.ManualActions}.
 */
package dev.leadlog.manual;
