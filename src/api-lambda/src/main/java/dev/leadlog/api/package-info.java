/**
 * {@code /api}: what {@link dev.leadlog.operations} offers, over HTTP. The resources translate, and
 * nothing else; every refusal is {@code application/problem+json} (RFC 9457) that says what to do.
 */
package dev.leadlog.api;
