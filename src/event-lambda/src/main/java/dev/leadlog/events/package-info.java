/**
 * The Lambda handlers of events. One executable contains all of them, and {@code
 * QUARKUS_LAMBDA_HANDLER} selects the one that a function runs. A handler only translates events
 * and responses.
 */
package dev.leadlog.events;
