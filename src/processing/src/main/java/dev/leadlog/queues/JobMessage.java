package dev.leadlog.queues;

import dev.leadlog.text.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The body of a message on the job queue: {@code {"job":"…"}}. The job's record holds its progress,
 * so the same message may be received several times.
 */
public record JobMessage(String job) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  /** Whether a text can be the id of a job. */
  public static boolean isId(String text) {
    return text != null && ID.matcher(text).matches();
  }

  /** Reads a message body; empty if it is not a job message. */
  public static Optional<JobMessage> read(String body) {
    return Json.read(body)
        .map(json -> json.path("job").asText(""))
        .filter(JobMessage::isId)
        .map(JobMessage::new);
  }

  String body() {
    return Json.ascii(Json.object().put("job", job));
  }
}
