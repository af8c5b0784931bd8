/**
 * What is configured for a page and its forms. The doors are {@link dev.leadlog.page.PageConfigs},
 * the store, and {@link dev.leadlog.page.PageDocuments}, which reads a document and names every
 * mistake in it.
 */
package dev.leadlog.page;
