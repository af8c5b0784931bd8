/**
 * Simulated services that notices go to: Slack's incoming webhooks, workflows of Microsoft Teams,
 * and SES. Each keeps what it took, and refuses what the real one refuses.
 */
package dev.leadlog.simulatedchat;
