package dev.leadlog.settings;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The values behind secret settings and page tokens. A parameter is read when it is first needed
 * and then kept; {@link #reread} reads it again, when a signature or a token fails, so that secrets
 * rotate without a deployment. When reading fails, the old value stays; one that is gone from SSM
 * is dropped. One that does not exist is not asked for with every lead: SSM answers 40 calls a
 * second, for the whole account (source: AWS, "Systems Manager endpoints and quotas").
 */
@Singleton
public class Secrets {

  static final Duration BETWEEN_REREADS = Duration.ofMinutes(1);

  /** Whoever has just put a new token there and asks again does not wait a minute for it. */
  static final Duration BETWEEN_REREADS_BY_HAND = Duration.ofSeconds(5);

  /** So long it is believed that a parameter does not exist: whoever has just made it waits. */
  static final Duration BELIEVED_MISSING_FOR = Duration.ofSeconds(10);

  private static final Pattern SENDABLE = Pattern.compile("[\\x20-\\x7e]+");

  private final LeadlogSettings.Meta meta;
  private final ParameterStore parameters;
  private final Config environment;
  private final Clock clock;
  private final Map<String, String> known = new ConcurrentHashMap<>();
  private final Map<String, Instant> rereadAt = new ConcurrentHashMap<>();
  private final Map<String, Instant> missingUntil = new ConcurrentHashMap<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

  Secrets(LeadlogSettings settings, ParameterStore parameters, Config environment, Clock clock) {
    this.meta = settings.meta();
    this.parameters = parameters;
    this.environment = environment;
    this.clock = clock;
  }

  /**
   * Reads the secrets of the app, all in one call, unless they are known. Callers that come
   * meanwhile wait for that call. Where it fails, the next one who needs a secret reads again.
   */
  public synchronized void loadApp() {
    load(ofTheApp());
  }

  /** The app secrets, in the order of the setting; empty while none of them can be read. */
  public List<String> appSecrets() {
    loadApp();
    return meta.appSecrets().orElse(List.of()).stream()
        .flatMap(reference -> value(reference).stream())
        .flatMap(value -> Stream.of(value.split("[,\\s]+")))
        .filter(secret -> !secret.isBlank())
        .toList();
  }

  /** Empty while it cannot be read. */
  public Optional<String> verifyToken() {
    loadApp();
    return meta.verifyToken().flatMap(this::value).map(String::strip);
  }

  /** Empty where there is none, or while it cannot be read. */
  public Optional<String> systemUserToken() {
    return meta.systemUserToken().flatMap(this::resolve);
  }

  /**
   * The secret behind {@code ssm:/name} or {@code env:NAME}, or the text itself.
   *
   * @return empty while there is none, or it cannot be read, or is no line of ASCII: what refuses
   *     to send such a text says it in its words
   */
  public Optional<String> resolve(String reference) {
    load(List.of(reference));
    return value(reference).map(String::strip).filter(secret -> SENDABLE.matcher(secret).matches());
  }

  /**
   * Whether nothing is known of a secret because SSM did not answer the last time it was asked:
   * then it may well be there.
   */
  public boolean isUnanswered(String reference) {
    return SecretReference.isParameter(reference)
        && unanswered.contains(SecretReference.parameterName(reference));
  }

  /**
   * Puts a secret there, or another one in its place.
   *
   * @param reference {@code ssm:/name}
   * @throws software.amazon.awssdk.core.exception.SdkException where SSM does not take it
   */
  public void put(String reference, String value) {
    String name = SecretReference.parameterName(reference);
    parameters.put(name, value);
    known.put(name, value);
    unanswered.remove(name);
  }

  /** Reads the secrets of the app again, at most once a minute. */
  public void rereadApp() {
    reread(ofTheApp(), BETWEEN_REREADS);
  }

  /** Reads one secret again, at most once a minute; a failed reading keeps the old value. */
  public void reread(String reference) {
    reread(List.of(reference), BETWEEN_REREADS);
  }

  /** The same where a person asks, and at most every five seconds. */
  public void rereadOnRequest(String reference) {
    reread(List.of(reference), BETWEEN_REREADS_BY_HAND);
  }

  private void reread(Collection<String> references, Duration between) {
    Instant now = clock.instant();
    List<String> names =
        parameterNames(references).filter(name -> mayReread(name, now, between)).toList();
    if (!names.isEmpty()) {
      read(names);
    }
  }

  private boolean mayReread(String name, Instant now, Duration between) {
    Instant last = rereadAt.get(name);
    if (last != null && now.isBefore(last.plus(between))) {
      return false;
    }
    rereadAt.put(name, now);
    return true;
  }

  /** All that is not known yet, in one call. */
  private void load(Collection<String> references) {
    Instant now = clock.instant();
    List<String> names =
        parameterNames(references)
            .filter(name -> !known.containsKey(name) && !isMissing(name, now))
            .toList();
    if (!names.isEmpty()) {
      read(names);
    }
  }

  private boolean isMissing(String name, Instant now) {
    Instant until = missingUntil.get(name);
    return until != null && now.isBefore(until);
  }

  private void read(List<String> names) {
    parameters.read(names).ifPresentOrElse(answer -> keep(names, answer), () -> noAnswer(names));
  }

  /** A secret that is not in SSM any more is valid no longer. */
  private void keep(List<String> names, ParameterStore.Answer answer) {
    Map<String, String> values = answer.values();
    known.putAll(values);
    known.keySet().removeAll(answer.gone());
    names.forEach(unanswered::remove);
    Instant until = clock.instant().plus(BELIEVED_MISSING_FOR);
    names.stream()
        .filter(name -> !values.containsKey(name))
        .forEach(name -> missingUntil.put(name, until));
  }

  private void noAnswer(List<String> names) {
    names.stream().filter(name -> !known.containsKey(name)).forEach(unanswered::add);
  }

  private Optional<String> value(String reference) {
    if (SecretReference.isParameter(reference)) {
      return Optional.ofNullable(known.get(SecretReference.parameterName(reference)));
    }
    if (SecretReference.isEnvironment(reference)) {
      return environment.getOptionalValue(reference.substring("env:".length()), String.class);
    }
    return Optional.of(reference);
  }

  private Set<String> ofTheApp() {
    Set<String> references = new LinkedHashSet<>(meta.appSecrets().orElse(List.of()));
    meta.verifyToken().ifPresent(references::add);
    return references;
  }

  private static Stream<String> parameterNames(Collection<String> references) {
    return references.stream()
        .filter(SecretReference::isParameter)
        .map(SecretReference::parameterName)
        .distinct();
  }
}
