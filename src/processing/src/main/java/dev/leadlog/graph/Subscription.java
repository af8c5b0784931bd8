package dev.leadlog.graph;

import java.util.List;

/**
 * What a page announces to the app.
 *
 * @param fields as {@code leadgen}; empty where the page is not subscribed
 */
public record Subscription(List<String> fields) {

  static final String LEADGEN = "leadgen";

  public boolean hasLeads() {
    return fields.contains(LEADGEN);
  }
}
