/**
 * Reads leads that no webhook announced from Meta, form by form, from each form's checkpoint on.
 * The entry point is {@link dev.leadlog.polling.LeadPoller}, which returns a {@link
 * dev.leadlog.polling.PollResult}.
 */
package dev.leadlog.polling;
