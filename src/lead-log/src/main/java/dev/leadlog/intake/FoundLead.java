package dev.leadlog.intake;

import dev.leadlog.log.NewLead;
import dev.leadlog.log.ReadLead;

/**
 * A lead that was found rather than announced, with what was read of it.
 *
 * @param read null where what was found cannot be kept as a payload: the lead is read later
 */
public record FoundLead(NewLead lead, ReadLead read) {}
