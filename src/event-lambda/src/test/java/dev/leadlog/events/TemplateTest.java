package dev.leadlog.events;

import static dev.leadlog.emulators.Template.map;
import static dev.leadlog.emulators.Template.maps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.appsettings.LeadlogSettings;
import dev.leadlog.emulators.Template;
import dev.leadlog.processing.ProcessorLease;
import dev.leadlog.settings.IntakeSettings;
import dev.leadlog.testing.Deployment;
import jakarta.inject.Named;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Compares template.yaml with the code: no other test fails when they differ. */
class TemplateTest {

  private static final Template TEMPLATE = Template.read(Path.of("../../template.yaml"));

  @Test
  void every_function_uses_the_handler_of_quarkus() {
    String handler = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
    String global = (String) TEMPLATE.part("Globals", "Function").get("Handler");

    assertThat(functions()).isNotEmpty();
    functions()
        .forEach(
            (name, function) ->
                assertThat(function.getOrDefault("Handler", global)).as(name).isEqualTo(handler));
  }

  @Test
  void every_event_function_names_an_existing_handler() {
    Set<String> named =
        Set.of(
            ProcessorHandler.class.getAnnotation(Named.class).value(),
            PollerHandler.class.getAnnotation(Named.class).value(),
            OperationsHandler.class.getAnnotation(Named.class).value(),
            ImporterHandler.class.getAnnotation(Named.class).value(),
            StatisticsHandler.class.getAnnotation(Named.class).value(),
            RolesHandler.class.getAnnotation(Named.class).value());
    functions()
        .forEach(
            (name, function) -> {
              Object picked = variables(function).get("QUARKUS_LAMBDA_HANDLER");
              if (function.get("CodeUri").toString().contains("event-lambda")) {
                assertThat(named).as(name).contains((String) picked);
              } else {
                assertThat(picked).as(name).isNull();
              }
            });
  }

  @Test
  void every_environment_variable_of_leadlog_is_a_setting() {
    Set<String> given = new TreeSet<>();
    functions().keySet().forEach(name -> given.addAll(Deployment.of(name).environment().keySet()));
    given.removeIf(variable -> !variable.startsWith("LEADLOG_"));
    // The settings of the console are not settings of the other functions.
    given.removeIf(variable -> variable.startsWith("LEADLOG_CONSOLE_"));

    assertThat(given).isNotEmpty();
    assertThat(Deployment.settings(LeadlogSettings.class).keySet()).containsAll(given);
  }

  @Test
  void the_webhook_is_given_only_settings_that_it_reads() {
    Set<String> given = new TreeSet<>(Deployment.of("Webhook").environment().keySet());
    given.removeIf(variable -> !variable.startsWith("LEADLOG_"));

    assertThat(given).isNotEmpty();
    assertThat(
            IntakeSettings.names().stream()
                .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")))
        .containsAll(given);
  }

  @Test
  void the_webhook_has_ten_seconds_and_two_attempts_for_each_call() {
    Map<String, Object> webhook = functions().get("Webhook");

    assertThat(webhook).containsEntry("Timeout", 10);
    assertThat(variables(webhook)).containsEntry("AWS_MAX_ATTEMPTS", "2");
  }

  @Test
  void csv_files_in_incoming_invoke_the_importer_and_expire_after_a_week() {
    Map<String, Object> incoming = part(part(functions().get("Importer"), "Events"), "Incoming");
    Map<String, Object> names = part(part(part(incoming, "Properties"), "Filter"), "S3Key");
    Map<String, Object> lifecycle = part(properties("ImportBucket"), "LifecycleConfiguration");

    assertThat(maps(names.get("Rules")))
        .containsExactlyInAnyOrder(
            Map.of("Name", "prefix", "Value", "incoming/"),
            Map.of("Name", "suffix", "Value", ".csv"));
    assertThat(maps(lifecycle.get("Rules"))).hasSize(1);
    assertThat(maps(lifecycle.get("Rules")).get(0))
        .containsEntry("Status", "Enabled")
        .containsEntry("ExpirationInDays", 7)
        .doesNotContainKeys("Prefix", "Filter");
  }

  @Test
  void the_visibility_timeout_is_six_times_the_timeout_of_the_function() {
    int timeout = (int) functions().get("Processor").get("Timeout");
    for (String queue : List.of("LeadQueue", "BacklogQueue", "JobQueue")) {
      assertThat((int) properties(queue).get("VisibilityTimeout"))
          .as(queue)
          .isGreaterThanOrEqualTo(6 * timeout);
    }
  }

  @Test
  void a_claim_lasts_longer_than_the_function_that_holds_it() {
    int timeout = (int) functions().get("Processor").get("Timeout");

    assertThat(ProcessorLease.ofAClaim()).hasSeconds(timeout + 30);
  }

  @Test
  void a_message_is_a_dead_letter_after_twenty_receives_and_queues_keep_two_weeks() {
    for (String queue : List.of("LeadQueue", "BacklogQueue", "JobQueue")) {
      Map<String, Object> redrive = part(properties(queue), "RedrivePolicy");
      assertThat(redrive.get("maxReceiveCount")).as(queue).isEqualTo(20);
      assertThat(redrive.get("deadLetterTargetArn")).as(queue).isEqualTo("DeadLetterQueue.Arn");
    }
    for (String queue : List.of("LeadQueue", "BacklogQueue", "JobQueue", "DeadLetterQueue")) {
      assertThat(properties(queue).get("MessageRetentionPeriod")).as(queue).isEqualTo(1_209_600);
    }
  }

  @Test
  void the_queues_report_batch_item_failures_and_only_the_lead_queue_has_high_concurrency() {
    Map<String, Object> events = part(functions().get("Processor"), "Events");
    Map<String, Integer> batches = Map.of("Live", 10, "Backlog", 10, "Jobs", 1);
    for (String source : batches.keySet()) {
      Map<String, Object> queue = part(part(events, source), "Properties");
      assertThat(queue.get("FunctionResponseTypes"))
          .as(source)
          .isEqualTo(List.of("ReportBatchItemFailures"));
      assertThat(queue.get("BatchSize")).as(source).isEqualTo(batches.get(source));
      assertThat(queue).as(source).doesNotContainKey("MaximumBatchingWindowInSeconds");
    }
    for (String source : List.of("Backlog", "Jobs")) {
      assertThat(part(part(part(events, source), "Properties"), "ScalingConfig"))
          .containsEntry("MaximumConcurrency", 2);
    }
    assertThat(part(part(part(events, "Live"), "Properties"), "ScalingConfig"))
        .containsEntry("MaximumConcurrency", "LiveConcurrency");
    assertThat(functions().get("Processor")).containsEntry("RecursiveLoop", "Allow");
  }

  @Test
  void the_concurrency_of_a_new_account_leaves_room_for_the_webhook() {
    int executionsOfANewAccount = 10;
    int live = (int) TEMPLATE.part("Parameters", "LiveConcurrency").get("Default");
    int backlogAndJobs = 4;

    assertThat(live + backlogAndJobs).isLessThanOrEqualTo(executionsOfANewAccount - 2);
  }

  @Test
  void each_function_that_gives_up_leads_has_the_setting_for_its_time() {
    functions()
        .forEach(
            (name, function) ->
                assertThat(variables(function).get("LEADLOG_RETRY_GIVE_UP_AFTER"))
                    .as(name)
                    .isEqualTo(
                        Set.of("Api", "Processor", "Poller", "Operations").contains(name)
                            ? "GiveUpAfter"
                            : null));
  }

  @Test
  void the_schedules_use_tasks_of_the_poller() {
    Map<String, Object> schedules = part(functions().get("Poller"), "Events");

    assertThat(part(part(schedules, "Sweep"), "Properties"))
        .containsEntry("Input", "{\"task\":\"sweep\"}");
    assertThat(part(part(schedules, "Poll"), "Properties"))
        .containsEntry("Input", "{\"task\":\"poll\"}")
        .containsEntry("ScheduleExpression", "rate(${PollEvery})");
    assertThat(part(part(schedules, "Health"), "Properties"))
        .containsEntry("Input", "{\"task\":\"health\"}")
        .containsEntry("ScheduleExpression", "rate(${HealthEvery})");
  }

  @Test
  void only_webhook_and_console_are_public_and_every_other_route_requires_a_scope() {
    Map<String, Map<String, Object>> routes = TEMPLATE.ofType("AWS::ApiGatewayV2::Route");
    assertThat(routes).hasSizeGreaterThan(2);
    routes
        .values()
        .forEach(
            route -> {
              String key = (String) route.get("RouteKey");
              boolean open = "NONE".equals(route.get("AuthorizationType"));
              assertThat(open).as(key).isEqualTo(!key.contains(" /api/"));
              assertThat(route.get("Target").toString()).contains(integration(key));
              if (!open) {
                assertThat(route.get("AuthorizationType"))
                    .isEqualTo(List.of("WithTokens", "JWT", "AWS_IAM"));
                assertThat(route.get("AuthorizationScopes").toString())
                    .matches(
                        "\\[WithTokens, \\[\\[WithCognito, leadlog/(read|operate|configure|erase),"
                            + " \\$\\{JwtScopePrefix}\\1]], AWS::NoValue]");
              }
            });
  }

  private static String integration(String route) {
    return route.contains(" /api/")
        ? "ApiIntegration"
        : route.contains(" /console") ? "ConsoleIntegration" : "WebhookIntegration";
  }

  @Test
  void a_deployment_has_a_console_unless_it_uses_signed_requests() {
    assertThat(parameter("ApiAuthorizer"))
        .containsEntry("Default", "Cognito")
        .containsEntry("AllowedValues", List.of("Cognito", "IAM", "JWT"));
    assertThat(TEMPLATE.part("Rules", "CognitoNeedsAnAdmin").toString()).contains("AdminEmail");
    String email = parameter("AdminEmail").get("AllowedPattern").toString();
    assertThat(List.of("", "ada@example.com")).allMatch(given -> given.matches(email));
    assertThat(List.of("ada", "ada@example", "a b@example.com"))
        .noneMatch(given -> given.matches(email));
    for (String part : List.of("Console", "ConsoleRole", "ConsoleRoute", "ConsoleFilesRoute")) {
      assertThat(resource(part)).as(part).containsEntry("Condition", "WithConsole");
    }
    assertThat(TEMPLATE.part("Outputs", "ConsoleUrl")).containsEntry("Condition", "WithConsole");
  }

  @Test
  void an_admin_invites_users_and_their_groups_are_read_before_each_token() {
    Map<String, Object> pool = properties("UserPool");

    assertThat(resource("UserPool"))
        .containsEntry("DeletionPolicy", "Retain")
        .containsEntry("UpdateReplacePolicy", "Retain");
    assertThat(pool)
        .containsEntry("UserPoolTier", "ESSENTIALS")
        .containsEntry("DeletionProtection", "ACTIVE")
        .containsEntry("MfaConfiguration", List.of("WithMfa", "ON", "OPTIONAL"));
    assertThat(part(pool, "AdminCreateUserConfig")).containsEntry("AllowAdminCreateUserOnly", true);
    assertThat(part(part(pool, "LambdaConfig"), "PreTokenGenerationConfig"))
        .containsEntry("LambdaArn", "Roles.Alias")
        .containsEntry("LambdaVersion", "V2_0");
    assertThat(TEMPLATE.ofType("AWS::Cognito::UserPoolGroup").values())
        .extracting(group -> group.get("GroupName"))
        .containsExactly("viewers", "operators", "admins");
    assertThat(properties("FirstAdminIsAdmin")).containsEntry("GroupName", "Admins");
  }

  @Test
  void the_client_of_the_console_has_no_secret_and_uses_only_the_code_flow() {
    Map<String, Object> client = properties("ConsoleClient");

    assertThat(client)
        .containsEntry("GenerateSecret", false)
        .containsEntry("AllowedOAuthFlows", List.of("code"))
        .containsEntry(
            "AllowedOAuthScopes",
            List.of(
                "openid", "leadlog/read", "leadlog/operate", "leadlog/configure", "leadlog/erase"));
    assertThat(part(client, "RefreshTokenRotation")).containsEntry("Feature", "ENABLED");
    assertThat(client.get("ExplicitAuthFlows").toString())
        .doesNotContain("ALLOW_REFRESH_TOKEN_AUTH", "PASSWORD");
    assertThat(maps(properties("Scopes").get("Scopes")))
        .extracting(scope -> "leadlog/" + scope.get("ScopeName"))
        .containsExactly("leadlog/read", "leadlog/operate", "leadlog/configure", "leadlog/erase");
  }

  @Test
  void memory_and_give_up_time_are_parameters() {
    Map<String, Object> globals = TEMPLATE.part("Globals", "Function");

    assertThat(globals).containsEntry("MemorySize", "FunctionMemory");
    assertThat(parameter("FunctionMemory")).containsEntry("Default", 1024);
    assertThat(parameter("GiveUpAfter")).containsEntry("Default", "72h");
    String pattern = parameter("GiveUpAfter").get("AllowedPattern").toString();
    assertThat(List.of("72h", "7d", "1h")).allMatch(given -> given.matches(pattern));
    assertThat(List.of("72", "0h", "PT72H", "3 days")).noneMatch(given -> given.matches(pattern));
  }

  @Test
  void every_route_of_the_api_has_a_throttle_and_an_optional_access_log() {
    Map<String, Object> stage = properties("HttpStage");

    assertThat(part(stage, "DefaultRouteSettings"))
        .containsEntry("ThrottlingRateLimit", 50)
        .containsEntry("ThrottlingBurstLimit", 100);
    assertThat(stage.get("AccessLogSettings").toString())
        .contains("WithAccessLog", "ApiAccessLogs.Arn")
        .contains("$context.identity.userArn", "$context.authorizer.claims.sub")
        .doesNotContain("query", "$context.authorizer.claims.email");
    assertThat(parameter("AccessLog")).containsEntry("Default", "false");
  }

  @Test
  void a_custom_domain_maps_to_the_stage_without_a_base_path() {
    assertThat(resource("Domain")).containsEntry("Condition", "WithDomain");
    assertThat(resource("DomainMapping")).containsEntry("Condition", "WithDomain");
    assertThat(properties("DomainMapping"))
        .containsEntry("Stage", "HttpStage")
        .doesNotContainKey("ApiMappingKey");
    assertThat(TEMPLATE.part("Outputs", "WebhookUrl").get("Value").toString())
        .contains("https://${DomainName}/webhook");
  }

  private static Map<String, Object> parameter(String name) {
    return TEMPLATE.part("Parameters", name);
  }

  @Test
  void no_function_has_wildcard_permissions_and_each_writes_only_its_own_log() {
    functions()
        .forEach(
            (name, function) -> {
              assertThat(function.get("Role")).isEqualTo(name + "Role.Arn");
              assertThat(Deployment.of(name).permissions().isEmpty())
                  .as(name)
                  .isEqualTo(Set.of("Console", "Roles").contains(name));
              assertThat(Deployment.of(name).permissions())
                  .as(name)
                  .noneMatch(permission -> permission.split(" ")[0].contains("*"))
                  .noneMatch(permission -> permission.endsWith(" *"));
              assertThat(part(function, "LoggingConfig")).containsEntry("LogGroup", name + "Logs");
            });
  }

  @Test
  void the_indexes_of_the_log_hold_twenty_columns_at_most_and_no_payload() {
    List<Map<String, Object>> indexes = maps(properties("LeadLogs").get("GlobalSecondaryIndexes"));
    assertThat(indexes).hasSize(4);
    for (Map<String, Object> index : indexes) {
      Map<String, Object> projection = part(index, "Projection");
      assertThat(projection.get("ProjectionType")).isIn("INCLUDE", "KEYS_ONLY");
      List<?> columns = (List<?>) projection.getOrDefault("NonKeyAttributes", List.of());
      assertThat(columns).as((String) index.get("IndexName")).hasSizeLessThanOrEqualTo(20);
      assertThat(columns)
          .noneMatch(column -> column.toString().toLowerCase(Locale.ROOT).contains("payload"))
          .noneMatch(column -> Set.of("history", "problems", "unexpectedAnswer").contains(column));
    }
  }

  @Test
  void the_tables_are_retained_when_the_stack_is_deleted() {
    for (String table : List.of("LeadLogs", "PageConfigs", "Leads", "Bookkeeping")) {
      assertThat(resource(table)).as(table).containsEntry("DeletionPolicy", "Retain");
      assertThat(resource(table)).as(table).containsEntry("UpdateReplacePolicy", "Retain");
      assertThat(part(properties(table), "PointInTimeRecoverySpecification"))
          .as(table)
          .containsEntry("PointInTimeRecoveryEnabled", true);
    }
  }

  /** SAM names a schedule by its logical id, which is the same in every stack. */
  @Test
  void every_resource_name_contains_the_name_of_the_stack() {
    assertThat(functions().values())
        .flatMap(function -> part(function, "Events").values())
        .filteredOn(event -> "ScheduleV2".equals(map(event).get("Type")))
        .extracting(schedule -> part(map(schedule), "Properties").get("OmitName"))
        .hasSize(3)
        .containsOnly(true);
    for (String queue : List.of("LeadQueue", "BacklogQueue", "JobQueue", "DeadLetterQueue")) {
      assertThat(properties(queue).get("QueueName").toString()).startsWith("${AWS::StackName}-");
    }
  }

  private static Map<String, Map<String, Object>> functions() {
    return TEMPLATE.ofType("AWS::Serverless::Function");
  }

  private static Map<String, Object> variables(Map<String, Object> function) {
    return part(part(function, "Environment"), "Variables");
  }

  private static Map<String, Object> resource(String name) {
    return TEMPLATE.part("Resources", name);
  }

  private static Map<String, Object> properties(String name) {
    return TEMPLATE.part("Resources", name, "Properties");
  }

  private static Map<String, Object> part(Map<String, Object> of, String key) {
    return map(of.getOrDefault(key, Map.of()));
  }
}
