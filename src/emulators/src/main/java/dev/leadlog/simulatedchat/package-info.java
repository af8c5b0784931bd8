/**
 * Simulated services that receive notices: Slack's incoming webhooks, workflows of Microsoft Teams,
 * and SES. Each stores accepted messages and rejects what the real service rejects.
 */
package dev.leadlog.simulatedchat;
