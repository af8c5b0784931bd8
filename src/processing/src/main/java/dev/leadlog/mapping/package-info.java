/**
 * From a lead's answers to a destination's fields. Pure: payload and mapping in, fields or problems
 * out. The door is {@link dev.leadlog.mapping.LeadMapping}; the hook for a lead as a whole is
 * {@link dev.leadlog.mapping.LeadValidator}.
 */
package dev.leadlog.mapping;
