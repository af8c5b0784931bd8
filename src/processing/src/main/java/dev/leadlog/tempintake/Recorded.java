package dev.leadlog.tempintake;
import dev.leadlog.intake.*;
import dev.leadlog.lifecycle.*;

/**
 * What came of leads that were found.
 *
 * @param added logs that were not there before
 * @param payloads logs that were there without a payload, and have one now
 */
public record Recorded(int added, int payloads) {}
