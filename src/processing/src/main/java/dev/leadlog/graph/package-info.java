/**
 * Meta's Graph API: reading leads, and what its errors mean. The doors are {@link
 * dev.leadlog.graph.LeadReader} for one lead and {@link dev.leadlog.graph.FormReader} for lists;
 * they answer with a {@link dev.leadlog.graph.Reading} or a {@link dev.leadlog.graph.Listing},
 * never with an exception of the wire.
 */
package dev.leadlog.graph;
