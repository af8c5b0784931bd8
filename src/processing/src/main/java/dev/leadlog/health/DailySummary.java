package dev.leadlog.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.health.UnresolvedLeads.Group;
import dev.leadlog.health.UnresolvedLeads.Summary;
import dev.leadlog.log.PageId;
import dev.leadlog.log.Reason;
import dev.leadlog.log.Status;
import dev.leadlog.text.Json;
import dev.leadlog.text.Times;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the text of the daily mail: ids, states and numbers, but no person's answers. */
@Singleton
class DailySummary {

  /** An SNS message holds 256 KB (source: AWS, "Publish"). */
  private static final int MOST_GROUPS = 200;

  /** Entries that are not a lead cannot be processed again. */
  private static final Set<Reason> ONLY_TO_BE_SEEN =
      EnumSet.of(Reason.MALFORMED_CHANGE, Reason.UNPROCESSABLE);

  private final LeadlogSettings settings;

  DailySummary(LeadlogSettings settings) {
    this.settings = settings;
  }

  String subject(Summary sum) {
    int count = sum.groups().stream().mapToInt(Group::count).sum();
    String leads = count == 1 ? "1 lead waits" : count + " leads wait";
    return "Leadlog: " + (sum.complete() ? "" : "at least ") + leads + " for a person";
  }

  /**
   * @param names the names of the pages, as far as they are known
   */
  String text(Summary sum, Map<PageId, String> names) {
    StringBuilder text = new StringBuilder(subject(sum)).append(".\n");
    List<Group> shown = sum.groups().stream().limit(MOST_GROUPS).toList();
    String before = null;
    for (Group group : shown) {
      String title = title(group.page(), names);
      if (!title.equals(before)) {
        text.append('\n').append(title).append('\n');
      }
      before = title;
      append(text, group);
    }
    int more = sum.groups().size() - shown.size();
    return more == 0 ? text.toString() : text.append("\nand " + more + " more groups\n").toString();
  }

  private static String title(PageId page, Map<PageId, String> names) {
    if (page == null) {
      return "Leads without a known page";
    }
    return names.containsKey(page) ? "Page " + names.get(page) + " (" + page + ")" : "Page " + page;
  }

  private void append(StringBuilder text, Group group) {
    text.append(
        "\n  %s%s: %d, the oldest from %s\n"
            .formatted(
                group.status().text(),
                group.reason() == null ? "" : " " + group.reason(),
                group.count(),
                Times.text(group.oldest())));
    if (group.reason() != null) {
      text.append("  ").append(group.reason().remedy()).append('\n');
    }
    text.append("  ").append(command(group)).append('\n');
  }

  /** Returns a command that can be pasted into a shell with the AWS CLI. */
  private String command(Group group) {
    ObjectNode filter = Json.object().put("status", group.status().text());
    if (group.reason() != null) {
      filter.put("reason", group.reason().name());
    }
    if (group.page() != null) {
      filter.put("pageId", group.page().text());
    }
    return settings
        .operationsFunction()
        .map(function -> invoke(function, Json.text(request(group, filter))))
        .orElseGet(() -> overTheApi(request(group, filter)));
  }

  /** The command for local mode, which has no Lambda function. */
  private static String overTheApi(ObjectNode request) {
    String action = request.remove("action").asText();
    return action.equals("list")
        ? "GET /api/lead-logs with " + Json.text(request) + " as parameters"
        : "POST /api/lead-logs/" + action + " with " + Json.text(request);
  }

  private static ObjectNode request(Group group, ObjectNode filter) {
    if (group.reason() != null && ONLY_TO_BE_SEEN.contains(group.reason())) {
      return Json.object().put("action", "list").setAll(filter);
    }
    String action = group.status() == Status.PENDING ? "retry" : "process";
    return Json.object().put("action", action).set("filter", filter);
  }

  /** An ARN contains the region: {@code arn:aws:lambda:<region>:<account>:function:<name>}. */
  private static String invoke(String function, String payload) {
    String[] arn = function.split(":");
    String region = arn.length < 7 ? "" : "--region " + arn[3] + " ";
    return "aws lambda invoke %s--function-name %s --cli-binary-format raw-in-base64-out --payload '%s' /dev/stdout"
        .formatted(region, arn[arn.length - 1], payload);
  }
}
