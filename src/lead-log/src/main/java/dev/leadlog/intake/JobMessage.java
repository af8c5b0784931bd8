package dev.leadlog.intake;

import dev.leadlog.text.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The body of a message of the job queue: {@code {"job":"…"}}. The job's record holds its progress,
 * so the same message may come any number of times.
 */
public record JobMessage(String job) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  /** Whether a text can be the id of a job. */
  public static boolean isId(String text) {
    return text != null && ID.matcher(text).matches();
  }

  /** The message of a body, or nothing where the body is none of a job's. */
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
