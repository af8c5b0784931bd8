/**
 * Records leads that Meta does not announce again, in bulk: the leads of a poll or an import. The
 * entry point is {@link dev.leadlog.bulkintake.BulkIntake}.
 */
package dev.leadlog.bulkintake;
