package dev.leadlog.log;

import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.settings.LeadlogSettings;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;

/**
 * Writes new lead logs, each only if it is not there yet. If DynamoDB is unavailable, the SDK
 * exception propagates.
 */
@Singleton
public class LeadInsert {

  /** Statements that {@code BatchExecuteStatement} takes. */
  public static final int AT_ONCE = 25;

  private final DynamoDbClient dynamodb;
  private final ConditionalWrites writes;
  private final String table;

  LeadInsert(DynamoDbClient dynamodb, ConditionalWrites writes, LeadlogSettings settings) {
    this.dynamodb = dynamodb;
    this.writes = writes;
    this.table = settings.tables().leadLogs();
  }

  /** What became of a lead that was to be written. */
  public enum Written {
    /** It stands in the log since this call. */
    NEW,
    /** It stood there before. */
    KNOWN,
    /** The log did not take it now, and may later. */
    UNAVAILABLE,
    /** The log cannot take it, as where it is too large. */
    REFUSED;

    /** Whether the log has it now. */
    public boolean isHeld() {
      return this == NEW || this == KNOWN;
    }
  }

  /**
   * Opens a connection to DynamoDB, which the first insert then uses. It asks for nothing: DynamoDB
   * refuses a batch without statements.
   */
  public void connect() {
    try {
      write(List.of());
    } catch (SdkException refused) {
      // The connection is kept where there is one; where there is none, the first insert opens it.
    }
  }

  /**
   * Writes the log of a lead, unless the lead is known.
   *
   * @return false when it was known already
   */
  public boolean insert(NewLead lead) {
    return writes.insert(table, NewLeadItem.of(lead), "leadgenId");
  }

  /**
   * Writes each lead that is not there yet, in one call. {@code BatchWriteItem} has no conditions;
   * PartiQL inserts fail one by one, with {@code DuplicateItem}, inside a successful answer. A lead
   * whose insertion is repeated because its answer was lost is told as known.
   *
   * @param leads no more than {@link #AT_ONCE}, and none twice: DynamoDB refuses the whole call
   *     otherwise
   */
  public Map<LeadgenId, Written> write(List<NewLead> leads) {
    return write(leads, new ArrayList<>());
  }

  /** The same, and what failed inside a successful call is tried once more. */
  public Map<LeadgenId, Written> insert(List<NewLead> leads) {
    List<NewLead> again = new ArrayList<>();
    Map<LeadgenId, Written> written = write(leads, again);
    if (!again.isEmpty()) {
      written.putAll(write(again, new ArrayList<>()));
    }
    return written;
  }

  /**
   * The SDK repeats calls, but never a statement that failed inside a successful call: those come
   * back in {@code again}.
   */
  private Map<LeadgenId, Written> write(List<NewLead> leads, List<NewLead> again) {
    List<BatchStatementResponse> answers = answers(leads);
    Map<LeadgenId, Written> written = new HashMap<>();
    for (int i = 0; i < leads.size(); i++) {
      BatchStatementError error = answers.get(i).error();
      written.put(leads.get(i).leadgenId(), written(error));
      if (error != null && !isKnown(error) && mayPass(error)) {
        again.add(leads.get(i));
      }
    }
    return written;
  }

  private static Written written(BatchStatementError error) {
    if (error == null) {
      return Written.NEW;
    }
    if (isKnown(error)) {
      return Written.KNOWN;
    }
    return error.code() == BatchStatementErrorCodeEnum.VALIDATION_ERROR
        ? Written.REFUSED
        : Written.UNAVAILABLE;
  }

  private List<BatchStatementResponse> answers(List<NewLead> leads) {
    return dynamodb
        .batchExecuteStatement(r -> r.statements(leads.stream().map(this::statement).toList()))
        .responses();
  }

  private static boolean isKnown(BatchStatementError error) {
    return error.codeAsString().startsWith("Duplicate");
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
    Map<String, AttributeValue> item = new TreeMap<>(NewLeadItem.of(lead));
    String attributes =
        item.keySet().stream().map(name -> "'" + name + "': ?").collect(Collectors.joining(", "));
    return BatchStatementRequest.builder()
        .statement("INSERT INTO \"" + table + "\" VALUE {" + attributes + "}")
        .parameters(item.values())
        .build();
  }
}
