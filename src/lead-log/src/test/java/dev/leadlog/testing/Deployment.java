package dev.leadlog.testing;

import dev.leadlog.emulators.Emulators;
import dev.leadlog.emulators.Template;
import dev.leadlog.settings.IntakeSettings;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads from {@code template.yaml} the environment of a function and the permissions of its role.
 */
public final class Deployment {

  /**
   * The order of a test that compares all calls of a function with its role: before other tests of
   * the same profile, after which the function has already read its secrets.
   */
  public static final int FIRST = 1;

  private static final Template TEMPLATE = Template.read(Path.of("../../template.yaml"));
  private static final Set<String> PARAMETERS = TEMPLATE.part("Parameters").keySet();
  private static final Set<String> QUEUES = TEMPLATE.ofType("AWS::SQS::Queue").keySet();
  private static final Set<String> TOPICS = TEMPLATE.ofType("AWS::SNS::Topic").keySet();

  private static final Set<String> BUCKETS = TEMPLATE.ofType("AWS::S3::Bucket").keySet();

  private final String function;
  private final Map<String, String> settings;

  private Deployment(String function, Map<String, String> settings) {
    this.function = function;
    this.settings = settings;
  }

  /**
   * A function that has only the settings of the intake.
   *
   * @param function the function's logical id
   */
  public static Deployment of(String function) {
    Map<String, String> settings = new TreeMap<>();
    IntakeSettings.names().forEach(name -> settings.put(variable(name), name));
    return new Deployment(function, settings);
  }

  /**
   * @param mapping the interface of its settings
   */
  public static Deployment of(String function, Class<?> mapping) {
    return new Deployment(function, settings(mapping));
  }

  /** The environment variables of the template; a reference is the logical id that it names. */
  public Map<String, String> environment() {
    return TEMPLATE.environment(function);
  }

  /**
   * The same as test configuration, with the resources of {@link Aws}, and with few retries of the
   * SDK, which keep the tests short.
   */
  public Map<String, String> configuration() {
    Map<String, String> configuration = new TreeMap<>();
    environment()
        .forEach(
            (variable, value) -> {
              if (settings.containsKey(variable) && !PARAMETERS.contains(value)) {
                configuration.put(settings.get(variable), here(value));
              }
            });
    String handler = environment().get("QUARKUS_LAMBDA_HANDLER");
    if (handler != null) {
      configuration.put("quarkus.lambda.handler", handler);
    }
    configuration.put("aws.maxAttempts", environment().getOrDefault("AWS_MAX_ATTEMPTS", "2"));
    return configuration;
  }

  private static String here(String value) {
    if (BUCKETS.contains(value)) {
      return Emulators.bucket(value);
    }
    if (QUEUES.contains(value)) {
      return Aws.queueUrl(value);
    }
    return TOPICS.contains(value) ? Aws.topicArn(value) : value;
  }

  /** The names of all settings by their environment variables. */
  public static Map<String, String> settings(Class<?> mapping) {
    Map<String, String> settings = new TreeMap<>();
    settings("leadlog", mapping, settings);
    return settings;
  }

  private static String variable(String setting) {
    return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  private static void settings(String prefix, Class<?> group, Map<String, String> settings) {
    for (Method setting : group.getMethods()) {
      String name =
          prefix + "." + setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      if (setting.getReturnType().isInterface() && setting.getReturnType().isMemberClass()) {
        settings(name, setting.getReturnType(), settings);
      } else {
        settings.put(variable(name), name);
      }
    }
  }

  /** The tables, queues, topics and buckets that the environment names. */
  public Set<String> resourcesOfTheEnvironment() {
    Set<String> named = new TreeSet<>(environment().values());
    Set<String> resources = new TreeSet<>(QUEUES);
    resources.addAll(TOPICS);
    resources.addAll(TEMPLATE.ofType("AWS::DynamoDB::Table").keySet());
    resources.addAll(TEMPLATE.ofType("AWS::S3::Bucket").keySet());
    resources.retainAll(named);
    return resources;
  }

  /**
   * The permissions of the role except for writing logs: an action and a resource each, as in
   * {@link AwsCalls}.
   */
  public Set<String> permissions() {
    Set<String> permissions = new TreeSet<>();
    for (Map<String, Object> policy : policies()) {
      Map<String, Object> document = Template.map(policy.get("PolicyDocument"));
      for (Map<String, Object> statement : Template.maps(document.get("Statement"))) {
        for (Object action : listed(statement.get("Action"))) {
          for (Object resource : listed(statement.get("Resource"))) {
            permissions.add(action + " " + name(resource.toString()));
          }
        }
      }
    }
    permissions.removeIf(permission -> permission.startsWith("logs:"));
    return permissions;
  }

  /** The inline policies of the role, and the policies that are attached to it. */
  private List<Map<String, Object>> policies() {
    String role = function + "Role";
    List<Map<String, Object>> policies =
        new ArrayList<>(
            Template.maps(TEMPLATE.part("Resources", role, "Properties").get("Policies")));
    TEMPLATE.ofType("AWS::IAM::Policy").values().stream()
        .filter(policy -> listed(policy.get("Roles")).contains(role))
        .forEach(policies::add);
    return policies;
  }

  private static List<?> listed(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  /**
   * {@code LeadLogs.Arn}, {@code ${LeadLogs.Arn}/index/due}, {@code
   * arn:…:parameter/${AWS::StackName}/…}.
   */
  private static String name(String resource) {
    return resource
        .replaceFirst("^arn:.*:parameter", "")
        .replace("${AWS::StackName}", "leadlog")
        .replace("${ImportBucket.Arn}", Emulators.bucket("ImportBucket"))
        .replaceFirst("^\\$\\{(\\w+)\\.Arn}", "$1")
        .replaceFirst("\\.Arn$", "");
  }
}
