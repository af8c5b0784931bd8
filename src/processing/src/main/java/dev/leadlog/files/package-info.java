/**
 * Files of the import bucket that a job writes slice by slice, as parts of one multipart upload:
 * {@link dev.leadlog.files.GrowingFiles}.
 */
package dev.leadlog.files;
