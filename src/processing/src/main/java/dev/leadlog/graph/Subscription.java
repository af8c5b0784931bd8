package dev.leadlog.graph;

import java.util.List;

/**
 * The webhook fields of a page to which the app is subscribed.
 *
 * @param fields such as {@code leadgen}; empty if the app is not subscribed
 */
public record Subscription(List<String> fields) {

  static final String LEADGEN = "leadgen";

  public boolean hasLeads() {
    return fields.contains(LEADGEN);
  }
}
