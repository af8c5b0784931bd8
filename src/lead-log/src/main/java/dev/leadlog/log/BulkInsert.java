package dev.leadlog.log;

import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

/**
 * Writes many new logs in one call, each only if it is not there yet, which {@code BatchWriteItem}
 * cannot say: PartiQL inserts fail one by one, with {@code DuplicateItem}, inside a successful
 * answer.
 */
@Singleton
public class BulkInsert {

  /** Statements that {@code BatchExecuteStatement} takes. */
  public static final int AT_ONCE = 25;

  private final DynamoDbClient dynamodb;
  private final String table;

  BulkInsert(DynamoDbClient dynamodb, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.table = settings.tables().leadLogs();
  }

  /**
   * @param leads no more than {@link #AT_ONCE}, and none twice: DynamoDB refuses the whole call
   *     otherwise
   * @return those that the log holds now, new or known
   */
  public List<NewLead> insert(List<NewLead> leads) {
    List<NewLead> held = new ArrayList<>(leads);
    List<NewLead> again = new ArrayList<>();
    List<NewLead> failed = execute(leads, again);
    held.removeAll(failed);
    if (!again.isEmpty()) {
      held.addAll(again);
      held.removeAll(execute(again, new ArrayList<>()));
    }
    return held;
  }

  /**
   * The SDK repeats calls, but never a statement that failed inside a successful call: those come
   * back in {@code again}.
   */
  private List<NewLead> execute(List<NewLead> leads, List<NewLead> again) {
    List<BatchStatementResponse> answers =
        dynamodb
            .batchExecuteStatement(r -> r.statements(leads.stream().map(this::statement).toList()))
            .responses();
    List<NewLead> failed = new ArrayList<>();
    for (int i = 0; i < leads.size(); i++) {
      BatchStatementError error = answers.get(i).error();
      if (error != null && !error.codeAsString().startsWith("Duplicate")) {
        failed.add(leads.get(i));
        if (mayPass(error)) {
          again.add(leads.get(i));
        }
      }
    }
    return failed;
  }

  private static boolean mayPass(BatchStatementError error) {
    return switch (error.code()) {
      case VALIDATION_ERROR,
          ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED,
          ACCESS_DENIED,
          RESOURCE_NOT_FOUND ->
          false;
      default -> true;
    };
  }

  private BatchStatementRequest statement(NewLead lead) {
    Map<String, AttributeValue> item = new TreeMap<>(LeadLogItem.ofNew(lead));
    String attributes =
        item.keySet().stream().map(name -> "'" + name + "': ?").collect(Collectors.joining(", "));
    return BatchStatementRequest.builder()
        .statement("INSERT INTO \"" + table + "\" VALUE {" + attributes + "}")
        .parameters(item.values())
        .build();
  }
}
