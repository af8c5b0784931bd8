package dev.leadlog.graph;

import dev.leadlog.log.PageId;
import java.util.List;

/**
 * A page on which a user or system user has a task.
 *
 * @param name null if Meta returned none
 * @param tasks such as {@code MANAGE}, {@code ADVERTISE}
 */
public record UserPage(PageId id, String name, List<String> tasks) {}
