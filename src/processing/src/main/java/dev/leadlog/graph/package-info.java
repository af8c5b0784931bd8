/**
 * Meta's Graph API: reading leads, and what its errors mean. The doors are {@link
 * dev.leadlog.graph.LeadReader} for one lead, {@link dev.leadlog.graph.FormReader} for lists,
 * {@link dev.leadlog.graph.PageAccess} for what stands between a page and its leads, and {@link
 * dev.leadlog.graph.UserPages} for the pages of a user; they answer with a {@link
 * dev.leadlog.graph.GraphResult}, never with an exception of the wire.
 */
package dev.leadlog.graph;
