package dev.leadlog.log;

import java.util.Optional;
import java.util.stream.Stream;

/** What recorded a lead first. */
public enum Source {
  WEBHOOK("Webhook"),
  IMPORT("Import"),
  POLLING("Polling");

  private final String text;

  Source(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  public static Optional<Source> of(String text) {
    return Stream.of(values()).filter(source -> source.text.equals(text)).findFirst();
  }
}
