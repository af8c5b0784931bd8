/**
 * Calls Meta's Graph API and classifies its errors. The entry points are {@link
 * dev.leadlog.graph.LeadReader} for one lead, {@link dev.leadlog.graph.FormReader} for lists,
 * {@link dev.leadlog.graph.PageAccess} for token, access and subscription of a page, and {@link
 * dev.leadlog.graph.UserPages} for the pages of a user. They return a {@link
 * dev.leadlog.graph.GraphResult} and throw no exception for a failed call.
 */
package dev.leadlog.graph;
