package dev.leadlog.lifecycle;

/**
 * The record of a lead at its destination.
 *
 * @param type the destination's type of record
 * @param url null if the record has none
 */
public record LeadDocReference(String type, String id, String url) {}
