/**
 * The webhook that Meta calls: the handshake and the notifications. A signed notification is
 * recorded without any further check; leads are evaluated later. The entry point is {@link
 * dev.leadlog.webhook.WebhookRoutes}.
 */
package dev.leadlog.webhook;
