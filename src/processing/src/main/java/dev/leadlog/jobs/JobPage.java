package dev.leadlog.jobs;

import java.util.List;

/**
 * A page of the list of jobs, newest first.
 *
 * @param next the cursor of the next page; null at the end
 */
public record JobPage(List<Job> items, String next) {}
