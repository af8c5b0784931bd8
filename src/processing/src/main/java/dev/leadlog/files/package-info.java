/**
 * Files of the import bucket that a job writes slice by slice, as parts of one multipart upload:
 * {@link dev.leadlog.files.AppendableFiles}.
 */
package dev.leadlog.files;
