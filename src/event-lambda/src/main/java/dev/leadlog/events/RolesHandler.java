package dev.leadlog.events;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code roles}: removes the scopes of Leadlog that a person's groups do not have from the access
 * token that Cognito is about to issue (source: AWS, "Pre token generation Lambda trigger", version
 * 2 of the event). It calls no service. If it fails, Cognito issues no token.
 */
@Named("roles")
@Singleton
public class RolesHandler implements RequestStreamHandler {

  private static final String PREFIX = "leadlog/";

  private static final Set<String> ALL =
      Set.of("leadlog/read", "leadlog/operate", "leadlog/configure", "leadlog/erase");

  private static final Map<String, Set<String>> OF_GROUPS =
      Map.of(
          "viewers", Set.of("leadlog/read"),
          "operators", Set.of("leadlog/read", "leadlog/operate"),
          "admins", ALL);

  /**
   * @throws IllegalArgumentException for an event of another version or kind
   */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    if (!(Json.read(in.readAllBytes()).orElse(null) instanceof ObjectNode event)
        || !isOurs(event)) {
      throw new IllegalArgumentException(
          "the event is not a token event of version 2: set LambdaVersion V2_0 in PreTokenGenerationConfig");
    }
    ArrayNode suppressed =
        event
            .putObject("response")
            .putObject("claimsAndScopeOverrideDetails")
            .putObject("accessTokenGeneration")
            .putArray("scopesToSuppress");
    missing(event.path("request")).forEach(suppressed::add);
    out.write(Json.text(event).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isOurs(ObjectNode event) {
    return event.path("version").asText().equals("2")
        && event.path("triggerSource").asText().startsWith("TokenGeneration_");
  }

  /** All scopes that the groups do not have, and scopes of Leadlog from a later version. */
  private static Set<String> missing(JsonNode request) {
    Set<String> missing = new TreeSet<>(ALL);
    for (JsonNode scope : request.path("scopes")) {
      if (scope.asText().startsWith(PREFIX)) {
        missing.add(scope.asText());
      }
    }
    for (JsonNode group : request.path("groupConfiguration").path("groupsToOverride")) {
      missing.removeAll(OF_GROUPS.getOrDefault(group.asText(), Set.of()));
    }
    return missing;
  }
}
