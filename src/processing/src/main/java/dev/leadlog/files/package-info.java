/**
 * Writes files of the import bucket slice by slice, as parts of one multipart upload. The entry
 * point is {@link dev.leadlog.files.AppendableFiles}.
 */
package dev.leadlog.files;
