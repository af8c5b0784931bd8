package dev.leadlog.proof;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How long Meta waits. One lead in turns with the two writes that it consists of, so that all see
 * the same machine; then more leads in a POST, as Meta sends them after an outage.
 */
final class Acknowledging implements Part {

  private static final int WARM_UP = 500;

  /** Many leads take another way than one: statements instead of items. */
  private static final int LARGE_WARM_UP = 15;

  private static final int ALONE = 1_000;

  /** How often a POST of so many leads is sent. */
  private static final Map<Integer, Integer> TOGETHER =
      new TreeMap<>(Map.of(10, 300, 100, 100, 1_000, 30));

  @Override
  public void measure(Track track, Section section) {
    section.header("warm, ms", "median", "99th percentile", "runs");
    Plot plot = new Plot("acknowledging", "A POST, acknowledged", "leads in it", "ms");
    try (Function webhook = track.stage().start("Webhook")) {
      alone(track, webhook, WARM_UP, new Figures(), new Figures());
      Figures put = new Figures();
      Figures send = new Figures();
      Figures ack = alone(track, webhook, ALONE, put, send);
      add(section, plot, 1, ack);
      section.row(put.row("PutItem of a lead log alone"));
      section.row(send.row("SendMessage of a lead alone"));
      together(track, webhook, 1_000, LARGE_WARM_UP);
      TOGETHER.forEach(
          (leads, posts) -> add(section, plot, leads, together(track, webhook, leads, posts)));
      section.say(
          "One lead and its two writes are measured in turns: the acknowledgement takes %.1f ms more than the"
              + " slower of the two.",
          ack.median() - Math.max(put.median(), send.median()));
    }
    section.show(plot);
    track.drain();
  }

  private static void add(Section section, Plot plot, int leads, Figures figures) {
    section.row(
        figures.row(
            "POST of %,d %s, acknowledged".formatted(leads, leads == 1 ? "lead" : "leads")));
    plot.add("median", leads, figures.median());
    plot.add("99th percentile", leads, figures.percentile(99));
  }

  private static Figures alone(
      Track track, Function webhook, int times, Figures put, Figures send) {
    Figures ack = new Figures();
    for (int i = 0; i < times; i++) {
      String event = track.events().announcing(track.ids(1));
      ack.measure(() -> Track.invoke(webhook, event));
      put.measure(() -> put(track));
      send.measure(() -> send(track));
    }
    return ack;
  }

  private static Figures together(Track track, Function webhook, int leads, int posts) {
    Figures ack = new Figures();
    for (int i = 0; i < posts; i++) {
      String event = track.events().announcing(track.ids(leads));
      ack.measure(() -> Track.invoke(webhook, event));
    }
    return ack;
  }

  /** A lead log as the webhook writes it, with every key of an index. */
  private static void put(Track track) {
    String id = track.ids(1).get(0);
    String now = "2026-11-24T08:49:14.123Z";
    Map<String, AttributeValue> item =
        Map.ofEntries(
            Map.entry("leadgenId", AttributeValue.fromS(id)),
            Map.entry("pageId", AttributeValue.fromS(Stage.PAGE)),
            Map.entry("formId", AttributeValue.fromS(Stage.FORM)),
            Map.entry("receivedTime", AttributeValue.fromS(now)),
            Map.entry("createdTime", AttributeValue.fromS(now)),
            Map.entry("source", AttributeValue.fromS("Webhook")),
            Map.entry("status", AttributeValue.fromS("Measured")),
            Map.entry("rawPayload", AttributeValue.fromS("x".repeat(260))),
            Map.entry("receivedKey", AttributeValue.fromS(now + "#" + id)),
            Map.entry("receivedShard", AttributeValue.fromS("2026-11#0")),
            Map.entry("statusShard", AttributeValue.fromS("Measured#2026-11#0")),
            Map.entry("pageShard", AttributeValue.fromS("1#2026-11#0")),
            Map.entry("dueShard", AttributeValue.fromS("pending#0")),
            Map.entry("dueAt", AttributeValue.fromS("2999-11-24T08:49:14.123Z")));
    track
        .dynamodb()
        .putItem(
            r ->
                r.tableName("LeadLogs")
                    .item(item)
                    .conditionExpression("attribute_not_exists(leadgenId)"));
  }

  private static void send(Track track) {
    String body =
        "{\"leadgenId\":\"%s\",\"pad\":\"%s\"}".formatted(track.ids(1).get(0), "x".repeat(300));
    track
        .sqs()
        .sendMessage(r -> r.queueUrl(track.stage().queueUrl("BacklogQueue")).messageBody(body));
  }
}
