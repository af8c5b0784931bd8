package dev.leadlog.dynamodb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds the update of one item: what it sets and removes, and its conditions. */
public final class ItemUpdate {

  /** The attribute that holds the id of an item's last conditional write. */
  public static final String WRITE_ID = "writeId";

  private final List<String> sets = new ArrayList<>();
  private final Set<String> removals = new LinkedHashSet<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final Placeholders placeholders = new Placeholders();
  private final String writeIdName;
  private final String writeId = newWriteId();

  public ItemUpdate() {
    this(WRITE_ID);
  }

  private ItemUpdate(String writeIdName) {
    this.writeIdName = writeIdName;
    set(writeIdName, Attributes.s(writeId));
  }

  /**
   * Creates an update that stores its write id in the given attribute, which no other kind of
   * update replaces: the id of a claim or the owner of a lock.
   */
  public static ItemUpdate identifiedBy(String attribute) {
    return new ItemUpdate(attribute);
  }

  /** 64 random bits as hex: short, because the id is stored in every item. */
  static String newWriteId() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  public String writeId() {
    return writeId;
  }

  String writeIdName() {
    return writeIdName;
  }

  public ItemUpdate set(String name, AttributeValue value) {
    sets.add(placeholders.name(name) + " = " + placeholders.value(value));
    return this;
  }

  /** Adds to a number; the attribute must exist. */
  public ItemUpdate increase(String name, int by) {
    String placeholder = placeholders.name(name);
    sets.add(placeholder + " = " + placeholder + " + " + placeholders.value(Attributes.n(by)));
    return this;
  }

  public ItemUpdate remove(String... attributes) {
    for (String attribute : attributes) {
      removals.add(placeholders.name(attribute));
    }
    return this;
  }

  /** Sets the attribute, or removes it if the value is null. */
  public <T> ItemUpdate put(String name, T value, Function<T, AttributeValue> as) {
    return value == null ? remove(name) : set(name, as.apply(value));
  }

  /** Sets the attribute, or leaves it unchanged if the value is null. */
  public <T> ItemUpdate keep(String name, T value, Function<T, AttributeValue> as) {
    return value == null ? this : set(name, as.apply(value));
  }

  /** Sets a time, on condition that it is later than the stored one. */
  public ItemUpdate advance(String name, Instant time) {
    AttributeValue value = Attributes.time(time);
    return set(name, value)
        .onlyIf(Condition.any(Condition.absent(name), Condition.less(name, value)));
  }

  /** Adds a condition; all of them must hold. */
  public ItemUpdate onlyIf(Condition condition) {
    conditions.add(condition);
    return this;
  }

  String updateExpression() {
    String set = "SET " + String.join(", ", sets);
    return removals.isEmpty() ? set : set + " REMOVE " + String.join(", ", removals);
  }

  String conditionExpression() {
    return Condition.all(conditions.toArray(Condition[]::new)).expression(placeholders);
  }

  Placeholders placeholders() {
    return placeholders;
  }
}
