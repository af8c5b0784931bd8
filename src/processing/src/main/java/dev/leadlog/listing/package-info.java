/**
 * Lists lead logs by filter, newest first. The entry point is {@link
 * dev.leadlog.listing.LeadLogList}.
 */
package dev.leadlog.listing;
