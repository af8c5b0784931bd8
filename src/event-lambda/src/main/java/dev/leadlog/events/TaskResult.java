package dev.leadlog.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a scheduled task did. What is none of its business is null, and not in the answer.
 *
 * @param enqueued logs that were due
 * @param deadLetters dead letters that stand in the log now
 * @param pages pages that were polled
 * @param forms forms that were read to their end
 * @param found leads that no webhook had brought
 * @param payloads logs that were there without a payload, and have one now
 * @param checked pages whose health was checked
 * @param troubles what is wrong with them
 * @param jobs that process again what had waited for pages that can be read again
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskResult(
    Integer enqueued,
    Integer deadLetters,
    Integer pages,
    Integer forms,
    Integer found,
    Integer payloads,
    Integer checked,
    Integer troubles,
    Integer jobs) {

  static TaskResult ofSweep(int enqueued, int deadLetters) {
    return new TaskResult(enqueued, deadLetters, null, null, null, null, null, null, null);
  }

  static TaskResult ofPoll(int pages, int forms, int found, int payloads) {
    return new TaskResult(null, null, pages, forms, found, payloads, null, null, null);
  }

  static TaskResult ofHealth(int checked, int troubles, int jobs) {
    return new TaskResult(null, null, null, null, null, null, checked, troubles, jobs);
  }
}
