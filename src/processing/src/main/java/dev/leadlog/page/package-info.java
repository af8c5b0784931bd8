/**
 * The configuration of pages and their forms. The entry points are {@link
 * dev.leadlog.page.PageConfigs}, the store, and {@link dev.leadlog.page.PageDocuments}, which reads
 * a document and reports all its mistakes.
 */
package dev.leadlog.page;
