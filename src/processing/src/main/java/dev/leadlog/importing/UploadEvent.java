package dev.leadlog.importing;

/**
 * An S3 event about an upload.
 *
 * @param eTag the ETag of the content
 * @param size the size in bytes
 * @param sequencer different for each upload with the same key
 * @param by who uploaded it
 */
public record UploadEvent(
    String bucket, String key, String eTag, long size, String sequencer, String by) {}
