package dev.leadlog.graph;

import dev.leadlog.log.PageId;
import java.util.List;

/**
 * A page that a user or system user has a task on.
 *
 * @param name null where Meta did not say
 * @param tasks as {@code MANAGE}, {@code ADVERTISE}
 */
public record UserPage(PageId id, String name, List<String> tasks) {}
