/**
 * Records leads that nobody announces again, in bulk: the leads that a poll finds and those that an
 * import brings. The entry point is {@link dev.leadlog.bulkintake.BulkIntake}.
 */
package dev.leadlog.bulkintake;
