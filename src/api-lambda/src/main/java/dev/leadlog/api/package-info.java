/**
 * The HTTP API {@code /api} of the operations in {@link dev.leadlog.operations}. Resources only
 * translate requests and responses; every refusal is {@code application/problem+json} (RFC 9457)
 * with a remedy.
 */
package dev.leadlog.api;
