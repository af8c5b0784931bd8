package dev.leadlog.log;

import dev.leadlog.dynamodb.ConditionalWrites;
import dev.leadlog.settings.IntakeSettings;
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
 * Writes new lead logs, each only if it does not exist yet. If DynamoDB is unavailable, the SDK
 * exception propagates.
 */
@Singleton
public class LeadInsert {

  /** The maximum number of statements in one {@code BatchExecuteStatement}. */
  public static final int AT_ONCE = 25;

  private final DynamoDbClient dynamodb;
  private final ConditionalWrites writes;
  private final String table;

  LeadInsert(DynamoDbClient dynamodb, ConditionalWrites writes, IntakeSettings settings) {
    this.dynamodb = dynamodb;
    this.writes = writes;
    this.table = settings.leadLogs();
  }

  /** The result of one insert. */
  public enum Written {
    /** This call has written it. */
    NEW,
    /** It was in the log before. */
    KNOWN,
    /** It was not written; a retry may succeed. */
    UNAVAILABLE,
    /** It can never be written, for example because it is too large. */
    REFUSED;

    /** Whether the log holds it now. */
    public boolean isHeld() {
      return this == NEW || this == KNOWN;
    }
  }

  /**
   * Opens a connection to DynamoDB, which the first insert then uses. Nothing is read or written:
   * DynamoDB rejects a batch without statements.
   */
  public void connect() {
    try {
      write(List.of());
    } catch (SdkException refused) {
      // The connection stays open. If there is none, the first insert opens it.
    }
  }

  /**
   * Writes the log of a lead, unless it exists.
   *
   * @return false if it existed already
   */
  public boolean insert(NewLead lead) {
    return writes.insert(table, NewLeadItem.of(lead), "leadgenId");
  }

  /**
   * Writes in one call each lead that is not in the log yet. {@code BatchWriteItem} has no
   * conditions; PartiQL inserts fail one by one, with {@code DuplicateItem}, inside a successful
   * response. If the SDK repeats an insert because the response was lost, the lead is reported as
   * known.
   *
   * @param leads at most {@link #AT_ONCE}, without duplicates: DynamoDB rejects the whole call
   *     otherwise
   */
  public Map<LeadgenId, Written> write(List<NewLead> leads) {
    return write(leads, new ArrayList<>());
  }

  /** The same, with one retry of the inserts that failed inside a successful call. */
  public Map<LeadgenId, Written> insert(List<NewLead> leads) {
    List<NewLead> retry = new ArrayList<>();
    Map<LeadgenId, Written> written = write(leads, retry);
    if (!retry.isEmpty()) {
      written.putAll(write(retry, new ArrayList<>()));
    }
    return written;
  }

  /**
   * The SDK retries calls, but never a statement that failed inside a successful call. Those are
   * added to {@code retry}.
   */
  private Map<LeadgenId, Written> write(List<NewLead> leads, List<NewLead> retry) {
    List<BatchStatementResponse> answers = answers(leads);
    Map<LeadgenId, Written> written = new HashMap<>();
    for (int i = 0; i < leads.size(); i++) {
      BatchStatementError error = answers.get(i).error();
      written.put(leads.get(i).leadgenId(), written(error));
      if (error != null && !isKnown(error) && isTemporary(error)) {
        retry.add(leads.get(i));
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

  private static boolean isTemporary(BatchStatementError error) {
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
