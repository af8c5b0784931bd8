/**
 * Reads from Meta the leads that no webhook brought, form by form, from each form's checkpoint on.
 * The entry point is {@link dev.leadlog.polling.LeadPoller}, which answers with a {@link
 * dev.leadlog.polling.PollResult}.
 */
package dev.leadlog.polling;
