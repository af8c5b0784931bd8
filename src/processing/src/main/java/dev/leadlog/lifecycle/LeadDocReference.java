package dev.leadlog.lifecycle;

/**
 * The record that was made of a lead at its destination.
 *
 * @param type the destination's kind of record
 * @param url null where the record has none
 */
public record LeadDocReference(String type, String id, String url) {}
