/**
 * A simulated Meta with pages, forms and leads in the Graph API, signed webhooks and faults, for
 * local mode and tests. The entry points are {@link dev.leadlog.simulatedmeta.SimulatedMeta} and
 * {@link dev.leadlog.simulatedmeta.SimulatedMetaServer}, which serves it over HTTP.
 */
package dev.leadlog.simulatedmeta;
