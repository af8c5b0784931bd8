/**
 * What Meta calls: the handshake, and the announcements of leads. Nothing stands between a signed
 * announcement and the log; what is judged is judged later. The door is {@link
 * dev.leadlog.webhook.WebhookRoutes}.
 */
package dev.leadlog.webhook;
