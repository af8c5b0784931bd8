/** Which logs a list shows: {@link dev.leadlog.listing.LeadLogFilters} reads a filter. */
package dev.leadlog.listing;
