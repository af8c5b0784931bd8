/**
 * Meta's Graph API: reading leads, and what its errors mean. The door is {@link
 * dev.leadlog.graph.LeadReader}; it answers with a {@link dev.leadlog.graph.Reading}, never with an
 * exception of the wire.
 */
package dev.leadlog.graph;
