/**
 * Maps a lead's answers to a destination's fields, as pure functions: payload and mapping in,
 * fields or problems out. The entry point is {@link dev.leadlog.mapping.LeadMapping}; {@link
 * dev.leadlog.mapping.LeadValidator} is the extension point for a lead as a whole.
 */
package dev.leadlog.mapping;
