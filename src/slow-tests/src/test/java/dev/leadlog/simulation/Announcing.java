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
 * Meta's webhooks: what is not answered with 200 is sent again, less and less often, and given up
 * after 36 hours.
 */
final class Announcing {

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
  private final Disturbances disturbances;
  private List<Post> posts = new ArrayList<>();
  private int numbers;

  Announcing(Leads leads, Map<PageId, FormId> forms, Seed seed, Disturbances disturbances) {
    this.leads = leads;
    this.forms = forms;
    this.seed = seed;
    this.disturbances = disturbances;
  }

  /** One POST in twenty never comes, and one in twenty comes twice. */
  void announce(Map<LeadgenId, PageId> created, Instant now) {
    int number = numbers++;
    if (seed.oneIn(20, "webhook lost", number)) {
      disturbances.count("meta never sent a webhook");
      return;
    }
    posts.add(new Post(number, created, now, now, 0));
    if (seed.oneIn(20, "webhook doubled", number)) {
      disturbances.count("meta sent a webhook twice");
      posts.add(new Post(number, created, now, now.plusSeconds(60), 0));
    }
  }

  void sendWhatIsDue(Instant now) {
    List<Post> left = new ArrayList<>();
    for (Post post : posts) {
      if (post.next().isAfter(now)) {
        left.add(post);
      } else if (isAnswered200(post)) {
        continue;
      } else if (now.isBefore(post.first().plus(GIVES_UP_AFTER))) {
        left.add(post.again(now));
      } else {
        disturbances.count("meta gave a webhook up");
      }
    }
    posts = left;
  }

  private boolean isAnswered200(Post post) {
    try {
      boolean answered = leads.announce(post.leads(), forms).isEmpty();
      disturbances.count(answered ? "webhook answered 200" : "webhook answered 500");
      boolean arrives = !seed.oneIn(30, "answer lost", post.number(), post.sent());
      return answered && arrives;
    } catch (SdkException died) {
      return false;
    }
  }
}
