/**
 * Reads what people and programs send: JSON objects and query parameters, strictly, so that a
 * misspelt name is refused and never ignored. The entry point is {@link
 * dev.leadlog.document.StrictReader}.
 */
package dev.leadlog.document;
