package dev.leadlog.log;

import java.util.Optional;
import java.util.stream.Stream;

/** Where a lead stands. */
public enum Status {
  PENDING("Pending"),
  UNCONFIGURED("Unconfigured"),
  DISABLED("Disabled"),
  PROCESSED("Processed"),
  ERROR("Error"),
  LOSS("Loss");

  private final String text;

  Status(String text) {
    this.text = text;
  }

  /** The word that users see, and that is stored. */
  public String text() {
    return text;
  }

  public static Optional<Status> of(String text) {
    return Stream.of(values()).filter(status -> status.text.equals(text)).findFirst();
  }

  /** Whether a person may ask for the lead to be processed again. */
  public boolean canBeReprocessed() {
    return this != PENDING && this != PROCESSED;
  }
}
