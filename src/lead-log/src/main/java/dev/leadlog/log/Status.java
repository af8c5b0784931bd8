package dev.leadlog.log;

import java.util.Optional;
import java.util.stream.Stream;

/** The state of a lead log. */
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

  /** The name that is stored and shown to users. */
  public String text() {
    return text;
  }

  public static Optional<Status> of(String text) {
    return Stream.of(values()).filter(status -> status.text.equals(text)).findFirst();
  }

  /** Whether a person may reprocess the lead. */
  public boolean canBeReprocessed() {
    return this != PENDING && this != PROCESSED;
  }
}
