/**
 * Meta, as far as Leadlog meets it: pages, forms and leads behind the Graph API, signed webhooks,
 * and the faults of both. For the laptop and the tests; never part of a Lambda. The doors are
 * {@link dev.leadlog.simulatedmeta.SimulatedMeta} and, where no other HTTP server is at hand,
 * {@link dev.leadlog.simulatedmeta.SimulatedMetaServer}.
 */
package dev.leadlog.simulatedmeta;
