/**
 * Looks at Meta for leads that no webhook brought, form by form, from where it stood the last time.
 * The door is {@link dev.leadlog.polling.Polling}, which says with {@link
 * dev.leadlog.polling.Polled} what it found.
 */
package dev.leadlog.polling;
