/**
 * Reads JSON objects and query parameters strictly, so that a misspelt name is rejected and not
 * ignored. The entry point is {@link dev.leadlog.document.StrictReader}.
 */
package dev.leadlog.document;
