/**
 * From a lead's answers to a destination's fields. Pure: payload and mapping in, fields or problems
 * out. The door is {@link dev.leadlog.mapping.LeadMapping}.
 */
package dev.leadlog.mapping;
