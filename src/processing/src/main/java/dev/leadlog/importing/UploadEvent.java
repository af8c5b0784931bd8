package dev.leadlog.importing;

/**
 * An upload into a bucket, as S3 announces it.
 *
 * @param eTag of the content
 * @param size in bytes
 * @param sequencer another one for each upload under a key
 * @param by who uploaded it
 */
public record UploadEvent(
    String bucket, String key, String eTag, long size, String sequencer, String by) {}
