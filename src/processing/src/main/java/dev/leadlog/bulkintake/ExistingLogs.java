package dev.leadlog.bulkintake;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.concurrency.BoundedExecutor;
import dev.leadlog.dynamodb.Attributes;
import dev.leadlog.log.LeadgenId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Looks up which leads have a log, up to 100 in one call. */
@Singleton
class ExistingLogs {

  /**
   * The result of a look-up.
   *
   * @param ids the leads that have a log
   * @param withoutPayload those of them that have no payload and are not erased
   */
  record Lookup(Set<LeadgenId> ids, Set<LeadgenId> withoutPayload) {}

  static final Lookup NONE = new Lookup(Set.of(), Set.of());

  /** Keys that {@code BatchGetItem} takes. */
  private static final int KEYS_A_CALL = 100;

  private final DynamoDbClient dynamodb;
  private final BoundedExecutor executor;
  private final String table;

  ExistingLogs(DynamoDbClient dynamodb, BoundedExecutor executor, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.executor = executor;
    this.table = settings.tables().leadLogs();
  }

  /** Looks up the ids only, without checking for missing payloads. */
  Lookup ids(Collection<LeadgenId> ids) {
    return find(ids, "leadgenId", false);
  }

  /** Looks up the ids and whether their payloads are missing. */
  Lookup idsAndPayloads(Collection<LeadgenId> ids) {
    return find(ids, "leadgenId, leadPayload, erasedAt", true);
  }

  private Lookup find(Collection<LeadgenId> ids, String attributes, boolean payloads) {
    Lookup found = new Lookup(new HashSet<>(), new HashSet<>());
    executor
        .each(
            BoundedExecutor.parts(List.copyOf(ids), KEYS_A_CALL),
            BulkIntake.CALLS,
            part -> items(part, attributes))
        .stream()
        .flatMap(List::stream)
        .forEach(
            item -> {
              LeadgenId id = new LeadgenId(Attributes.text(item, "leadgenId"));
              found.ids().add(id);
              if (payloads && isWithoutPayload(item)) {
                found.withoutPayload().add(id);
              }
            });
    return found;
  }

  private static boolean isWithoutPayload(Map<String, AttributeValue> item) {
    return !item.containsKey("leadPayload") && !item.containsKey("erasedAt");
  }

  private List<Map<String, AttributeValue>> items(List<LeadgenId> ids, String attributes) {
    KeysAndAttributes keys =
        KeysAndAttributes.builder()
            .keys(ids.stream().map(id -> Map.of("leadgenId", Attributes.s(id.text()))).toList())
            .projectionExpression(attributes)
            .consistentRead(true)
            .build();
    return dynamodb.batchGetItemPaginator(r -> r.requestItems(Map.of(table, keys))).stream()
        .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
        .toList();
  }
}
