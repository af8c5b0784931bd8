/**
 * Checks daily the tokens, permissions, lead access and subscriptions of the pages, the queues, and
 * the leads that wait for a person; sends notices, and reprocesses leads of pages that can be read
 * again. The entry points are {@link dev.leadlog.health.Health} and, to record webhooks, {@link
 * dev.leadlog.health.LastWebhooks}.
 */
package dev.leadlog.health;
