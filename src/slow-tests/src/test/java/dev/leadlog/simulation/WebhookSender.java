package dev.leadlog.simulation;

import dev.leadlog.log.FormId;
import dev.leadlog.log.LeadgenId;
import dev.leadlog.log.PageId;
import dev.leadlog.workbench.Leads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Meta's webhooks: a POST that is not answered with 200 is sent again at growing intervals, and
 * given up after 36 hours.
 */
final class WebhookSender {

  private static final Duration GIVES_UP_AFTER = Duration.ofHours(36);

  private record Post(
      int number, Map<LeadgenId, PageId> leads, Instant first, Instant next, int sent) {

    Post again(Instant now) {
      Duration wait = Duration.ofMinutes(1L << Math.min(sent, 9));
      return new Post(number, leads, first, now.plus(wait), sent + 1);
    }
  }

  private final Leads leads;
  private final Map<PageId, FormId> forms;
  private final Seed seed;
  private final StoreFaults storeFaults;
  private List<Post> posts = new ArrayList<>();
  private int numbers;

  WebhookSender(Leads leads, Map<PageId, FormId> forms, Seed seed, StoreFaults storeFaults) {
    this.leads = leads;
    this.forms = forms;
    this.seed = seed;
    this.storeFaults = storeFaults;
  }

  /** Loses one POST in twenty, and sends one in twenty twice. */
  void announce(Map<LeadgenId, PageId> created, Instant now) {
    int number = numbers++;
    if (seed.oneIn(20, "webhook lost", number)) {
      storeFaults.count("meta never sent a webhook");
      return;
    }
    posts.add(new Post(number, created, now, now, 0));
    if (seed.oneIn(20, "webhook doubled", number)) {
      storeFaults.count("meta sent a webhook twice");
      posts.add(new Post(number, created, now, now.plusSeconds(60), 0));
    }
  }

  void sendDue(Instant now) {
    List<Post> left = new ArrayList<>();
    for (Post post : posts) {
      if (post.next().isAfter(now)) {
        left.add(post);
      } else if (isAnswered200(post)) {
        continue;
      } else if (now.isBefore(post.first().plus(GIVES_UP_AFTER))) {
        left.add(post.again(now));
      } else {
        storeFaults.count("meta gave a webhook up");
      }
    }
    posts = left;
  }

  private boolean isAnswered200(Post post) {
    try {
      boolean answered = leads.announce(post.leads(), forms).isEmpty();
      storeFaults.count(answered ? "webhook answered 200" : "webhook answered 500");
      boolean arrives = !seed.oneIn(30, "answer lost", post.number(), post.sent());
      return answered && arrives;
    } catch (SdkException died) {
      return false;
    }
  }
}
