/**
 * The handlers that Lambda calls for events. One executable holds them all, and {@code
 * QUARKUS_LAMBDA_HANDLER} picks the one that a function runs. They translate, and nothing else.
 */
package dev.leadlog.events;
