/**
 * Looks once a day at what no lead would tell of by itself: tokens, permissions, lead access and
 * subscriptions of the pages, the queues, and what waits for someone; tells who has to know, and
 * sends on what waited for a page that can be read again. The doors are {@link
 * dev.leadlog.health.Health} and, for who sees webhooks come, {@link
 * dev.leadlog.health.LastWebhooks}.
 */
package dev.leadlog.health;
