package dev.leadlog.events;

import static dev.leadlog.emulators.Template.map;
import static dev.leadlog.emulators.Template.maps;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.emulators.Emulators;
import dev.leadlog.emulators.Template;
import dev.leadlog.testing.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares SECURITY.md and docs/runbook.md with template.yaml. */
class DocumentsTest {

  private static final String SENDER = "ses:SendEmail NoticeSender";

  private static final Template TEMPLATE = Template.read(Path.of("../../template.yaml"));
  private static final String SECURITY = text("../../SECURITY.md");
  private static final String RUNBOOK = text("../../docs/runbook.md");

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{2,4} (.+)$");

  /** A link into the runbook, from another document or from itself. */
  private static final Pattern LINK = Pattern.compile("(?:docs/runbook\\.md|]\\()#([a-z0-9-]+)");

  static Set<String> functions() {
    return TEMPLATE.ofType("AWS::Serverless::Function").keySet();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void every_permission_of_a_function_is_in_security_md_with_its_purpose(String function) {
    Set<String> written = new TreeSet<>();
    for (List<String> row : rows(section(SECURITY, function))) {
      assertThat(row.get(2)).as("SECURITY.md, %s: the purpose of %s", function, row).isNotBlank();
      for (String action : code(row.get(0))) {
        code(row.get(1))
            .forEach(
                resource -> written.add(action + " " + resource.replace("/<stack>/", "/leadlog/")));
      }
    }
    Set<String> allowed =
        Deployment.of(function).permissions().stream()
            .map(right -> right.replace(Emulators.bucket("ImportBucket") + "/", "ImportBucket/"))
            // The identities of the sender and of its domain, both built from the parameter.
            .map(right -> right.replaceFirst("^ses:SendEmail .*NoticeSender.*", SENDER))
            .collect(toCollection(TreeSet::new));

    assertThat(without(allowed, written))
        .as(
            "template.yaml allows this to %s: add a row with its purpose to \"### %s\" in"
                + " SECURITY.md, or remove it from the role",
            function, function)
        .isEmpty();
    assertThat(without(written, allowed))
        .as(
            "\"### %s\" in SECURITY.md lists this, but template.yaml does not allow it: remove"
                + " the row",
            function)
        .isEmpty();
  }

  @Test
  void every_route_is_in_security_md_with_its_scope() {
    Map<String, String> written = new TreeMap<>();
    for (List<String> row : rows(section(SECURITY, "Routes and scopes"))) {
      String scope = code(row.get(1)).stream().findFirst().orElse(row.get(1));
      code(row.get(0)).forEach(route -> written.put(route, scope));
    }
    Map<String, String> routes = new TreeMap<>();
    TEMPLATE
        .ofType("AWS::ApiGatewayV2::Route")
        .values()
        .forEach(route -> routes.put((String) route.get("RouteKey"), scope(route)));

    assertThat(written)
        .as("the table of routes in SECURITY.md must match template.yaml")
        .isEqualTo(routes);
  }

  @Test
  void every_alarm_has_its_section_in_the_runbook() {
    Set<String> anchors =
        HEADING
            .matcher(RUNBOOK)
            .results()
            .map(heading -> anchor(heading.group(1)))
            .collect(toCollection(TreeSet::new));

    for (String alarm : TEMPLATE.ofType("AWS::CloudWatch::Alarm").keySet()) {
      assertThat(anchors)
          .as("docs/runbook.md lacks \"### %s\": what it means, what to do, when it is over", alarm)
          .contains(alarm.toLowerCase(Locale.ROOT));
    }
    List<String> links =
        LINK.matcher(text("../../template.yaml") + SECURITY + RUNBOOK)
            .results()
            .map(link -> link.group(1))
            .toList();
    assertThat(links).isNotEmpty();
    assertThat(anchors).as("links into docs/runbook.md").containsAll(links);
  }

  @Test
  void the_bucket_refuses_plain_http() {
    Map<String, Object> policy =
        TEMPLATE.ofType("AWS::S3::BucketPolicy").values().stream().findFirst().orElseThrow();

    assertThat(policy.get("Bucket")).isEqualTo("ImportBucket");
    assertThat(maps(map(policy.get("PolicyDocument")).get("Statement")))
        .singleElement()
        .satisfies(
            statement ->
                assertThat(statement)
                    .containsEntry("Effect", "Deny")
                    .containsEntry(
                        "Condition", Map.of("Bool", Map.of("aws:SecureTransport", "false"))));
  }

  /**
   * The scope as {@code [WithTokens, [[WithCognito, leadlog/read, …]], …]}; a public route has
   * none.
   */
  private static String scope(Map<String, Object> route) {
    return route.get("AuthorizationScopes") instanceof List<?> choice
        ? ((List<?>) ((List<?>) choice.get(1)).get(0)).get(1).toString().replace("leadlog/", "")
        : "none";
  }

  /** The text below a heading, up to the next heading of its level or a higher one. */
  private static String section(String document, String title) {
    Pattern heading = Pattern.compile("(?m)^(#{2,4}) " + Pattern.quote(title) + "$");
    MatchResult begin =
        heading
            .matcher(document)
            .results()
            .findFirst()
            .orElseThrow(() -> new AssertionError("there is no heading \"" + title + "\""));
    int level = begin.group(1).length();
    String rest = document.substring(begin.end());
    return Pattern.compile("(?m)^#{1," + level + "} ")
        .matcher(rest)
        .results()
        .findFirst()
        .map(next -> rest.substring(0, next.start()))
        .orElse(rest);
  }

  /** The rows of all tables, without their header rows. */
  private static List<List<String>> rows(String section) {
    List<List<String>> rows = new ArrayList<>();
    boolean head = true;
    for (String line : section.split("\n")) {
      if (!line.startsWith("|")) {
        head = true;
      } else if (line.startsWith("|---")) {
        head = false;
      } else if (!head) {
        rows.add(List.of(line.substring(1).strip().split("\\s*\\|\\s*", -1)));
      }
    }
    return rows;
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  /** The anchor that GitHub generates for a heading. */
  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .strip()
        .replace(' ', '-');
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
