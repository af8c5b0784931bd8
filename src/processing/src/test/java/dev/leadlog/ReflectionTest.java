package dev.leadlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.junit.jupiter.api.Test;

/** A native executable knows by reflection only what was registered: here nothing has to be. */
class ReflectionTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.leadlog");

  private static final Set<String> BINDING =
      Set.of("readValue", "readValues", "convertValue", "treeToValue", "valueToTree", "readerFor");

  @Test
  void the_classes_of_both_modules_are_looked_at() {
    assertThat(MAIN.contain("dev.leadlog.log.Json")).isTrue();
    assertThat(MAIN.contain("dev.leadlog.graph.GraphClient")).isTrue();
  }

  @Test
  void json_is_read_as_trees_and_never_bound_to_classes() {
    assertThat(ours().flatMap(c -> c.getMethodCallsFromSelf().stream()).filter(this::binds))
        .map(JavaAccess::getDescription)
        .isEmpty();
  }

  @Test
  void json_is_written_from_trees_only() {
    assertThat(
            ours()
                .flatMap(c -> c.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTarget().getName().startsWith("writeValue")))
        .map(call -> call.getOriginOwner().getName())
        .containsOnly("dev.leadlog.log.Json");
  }

  @Test
  void what_rest_clients_exchange_needs_no_registration_or_has_it() {
    List<JavaClass> clients =
        ours().filter(c -> c.isAnnotatedWith(RegisterRestClient.class)).toList();
    assertThat(clients).isNotEmpty();
    assertThat(
            clients.stream()
                .flatMap(c -> c.getMethods().stream())
                .flatMap(
                    m ->
                        Stream.concat(
                            Stream.of(m.getRawReturnType()), m.getRawParameterTypes().stream()))
                .filter(type -> !isKnownToEveryone(type))
                .filter(type -> !type.isAnnotatedWith(RegisterForReflection.class)))
        .isEmpty();
  }

  private boolean binds(com.tngtech.archunit.core.domain.JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    return BINDING.contains(call.getTarget().getName())
        && (owner.isAssignableTo(ObjectMapper.class) || owner.isAssignableTo(ObjectReader.class));
  }

  private static boolean isKnownToEveryone(JavaClass type) {
    return type.isPrimitive()
        || type.getPackageName().startsWith("java.")
        || type.getPackageName().startsWith("jakarta.");
  }

  private static Stream<JavaClass> ours() {
    return MAIN.stream()
        .filter(
            c ->
                !c.getPackageName().startsWith("dev.leadlog.emulators")
                    && !c.getPackageName().startsWith("dev.leadlog.simulatedmeta"));
  }
}
