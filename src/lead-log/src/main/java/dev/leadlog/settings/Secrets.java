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
 * Resolves secret settings and page tokens. A parameter is read when it is first needed and then
 * cached; {@link #reread} reads it again when a signature or a token fails, so that secrets rotate
 * without a deployment. If reading fails, the old value is kept; if the parameter no longer exists,
 * the value is dropped. A missing parameter is cached as missing for a short time, because SSM
 * allows only 40 calls per second for the whole account (source: AWS, "Systems Manager endpoints
 * and quotas").
 */
@Singleton
public class Secrets {

  static final Duration BETWEEN_REREADS = Duration.ofMinutes(1);

  /** Short, so that a person who has just stored a new token does not wait a minute. */
  static final Duration BETWEEN_REQUESTED_REREADS = Duration.ofSeconds(5);

  /** How long a missing parameter is cached (negative cache). */
  static final Duration CACHE_MISSING_FOR = Duration.ofSeconds(10);

  private static final Pattern SENDABLE = Pattern.compile("[\\x20-\\x7e]+");

  private final IntakeSettings settings;
  private final ParameterStore parameters;
  private final Config environment;
  private final Clock clock;
  private final Map<String, String> cached = new ConcurrentHashMap<>();
  private final Map<String, Instant> rereadAt = new ConcurrentHashMap<>();
  private final Map<String, Instant> missingUntil = new ConcurrentHashMap<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

  Secrets(IntakeSettings settings, ParameterStore parameters, Config environment, Clock clock) {
    this.settings = settings;
    this.parameters = parameters;
    this.environment = environment;
    this.clock = clock;
  }

  /**
   * Reads the secrets of the app in one call, unless they are cached. Concurrent callers wait for
   * that call. If it fails, the next caller reads again.
   */
  public synchronized void loadApp() {
    load(appReferences());
  }

  /** The app secrets, in the order of the setting; empty if none of them can be read. */
  public List<String> appSecrets() {
    loadApp();
    return settings.appSecrets().orElse(List.of()).stream()
        .flatMap(reference -> value(reference).stream())
        .flatMap(value -> Stream.of(value.split("[,\\s]+")))
        .filter(secret -> !secret.isBlank())
        .toList();
  }

  /** Empty if it cannot be read. */
  public Optional<String> verifyToken() {
    loadApp();
    return settings.verifyToken().flatMap(this::value).map(String::strip);
  }

  /**
   * Resolves {@code ssm:/name} or {@code env:NAME}; any other text is the secret itself.
   *
   * @return empty if there is none, it cannot be read, or it is not one line of printable ASCII. An
   *     HTTP header cannot contain such a value, and the exception of the HTTP client would show
   *     it.
   */
  public Optional<String> resolve(String reference) {
    load(List.of(reference));
    return value(reference).map(String::strip).filter(secret -> SENDABLE.matcher(secret).matches());
  }

  /**
   * Whether the value is unknown because SSM did not answer the last call: the parameter may exist.
   */
  public boolean isUnanswered(String reference) {
    return SecretReference.isParameter(reference)
        && unanswered.contains(SecretReference.parameterName(reference));
  }

  /**
   * Stores a secret; an existing one is overwritten.
   *
   * @param reference {@code ssm:/name}
   * @throws software.amazon.awssdk.core.exception.SdkException if SSM rejects it
   */
  public void put(String reference, String value) {
    String name = SecretReference.parameterName(reference);
    parameters.put(name, value);
    cached.put(name, value);
    unanswered.remove(name);
  }

  /** Reads the secrets of the app again, at most once a minute. */
  public void rereadApp() {
    reread(appReferences(), BETWEEN_REREADS);
  }

  /** Reads one secret again, at most once a minute. If that fails, the old value is kept. */
  public void reread(String reference) {
    reread(List.of(reference), BETWEEN_REREADS);
  }

  /** The same for the request of a person, at most every five seconds. */
  public void rereadOnRequest(String reference) {
    reread(List.of(reference), BETWEEN_REQUESTED_REREADS);
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

  /** Reads all secrets that are not cached in one call. */
  private void load(Collection<String> references) {
    Instant now = clock.instant();
    List<String> names =
        parameterNames(references)
            .filter(name -> !cached.containsKey(name) && !isMissing(name, now))
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
    parameters
        .read(names)
        .ifPresentOrElse(response -> keep(names, response), () -> markUnanswered(names));
  }

  /** A secret that was deleted from SSM must not be used any longer. */
  private void keep(List<String> names, ParameterStore.Parameters response) {
    Map<String, String> values = response.values();
    cached.putAll(values);
    cached.keySet().removeAll(response.gone());
    names.forEach(unanswered::remove);
    Instant until = clock.instant().plus(CACHE_MISSING_FOR);
    names.stream()
        .filter(name -> !values.containsKey(name))
        .forEach(name -> missingUntil.put(name, until));
  }

  private void markUnanswered(List<String> names) {
    names.stream().filter(name -> !cached.containsKey(name)).forEach(unanswered::add);
  }

  private Optional<String> value(String reference) {
    if (SecretReference.isParameter(reference)) {
      return Optional.ofNullable(cached.get(SecretReference.parameterName(reference)));
    }
    if (SecretReference.isEnvironment(reference)) {
      return environment.getOptionalValue(reference.substring("env:".length()), String.class);
    }
    return Optional.of(reference);
  }

  private Set<String> appReferences() {
    Set<String> references = new LinkedHashSet<>(settings.appSecrets().orElse(List.of()));
    settings.verifyToken().ifPresent(references::add);
    return references;
  }

  private static Stream<String> parameterNames(Collection<String> references) {
    return references.stream()
        .filter(SecretReference::isParameter)
        .map(SecretReference::parameterName)
        .distinct();
  }
}
