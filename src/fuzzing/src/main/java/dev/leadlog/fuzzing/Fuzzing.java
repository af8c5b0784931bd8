package dev.leadlog.fuzzing;

import dev.leadlog.api.RawPathTarget;
import dev.leadlog.delivery.BodyTemplateTarget;
import dev.leadlog.graph.GraphResponseTarget;
import dev.leadlog.importing.CsvTarget;
import dev.leadlog.intake.MessageTarget;
import dev.leadlog.listing.CursorTarget;
import dev.leadlog.page.PageConfigTarget;
import dev.leadlog.webhook.SignatureTarget;
import dev.leadlog.webhook.WebhookBodyTarget;
import java.util.List;

/** The entry point for Jazzer; the first argument names the target. */
public final class Fuzzing {

  private static Target target;

  public static List<Target> targets() {
    return List.of(
        new WebhookBodyTarget(),
        new SignatureTarget(),
        new GraphResponseTarget(),
        new CsvTarget(),
        new PageConfigTarget(),
        new BodyTemplateTarget(),
        new CursorTarget(),
        new RawPathTarget(),
        new MessageTarget());
  }

  public static void fuzzerInitialize(String[] args) {
    target = targets().stream().filter(t -> t.name().equals(args[0])).findFirst().orElseThrow();
  }

  public static void fuzzerTestOneInput(byte[] input) {
    target.read(input);
  }

  private Fuzzing() {}
}
