/**
 * Manual actions: mark a lead, correct its payload, erase it. The entry points are {@link
 * dev.leadlog.manual.ManualActions} for one lead and {@link dev.leadlog.manual.BulkLoss} for many.
 */
package dev.leadlog.manual;
