package dev.leadlog.listing;

import dev.leadlog.lifecycle.LeadLog;
import java.util.List;

/**
 * A part of a list.
 *
 * @param items newest first; may be empty although more follow
 * @param next the cursor of the next part; null at the end
 */
public record LeadLogPage(List<LeadLog> items, ListCursor next) {}
