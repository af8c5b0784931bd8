package dev.leadlog.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Response;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** In a native executable, reflection finds only registered classes. */
class ReflectionTest {

  /** Quarkus' Lambda extension registers the events of its handlers. */
  private static final String EVENTS_OF_AWS = "com.amazonaws.services.lambda.runtime.events";

  @Test
  void the_checks_cover_the_classes_of_every_deployed_module() {
    for (String one :
        List.of(
            "text.Json",
            "graph.GraphClient",
            "webhook.WebhookRoutes",
            "api.PagesResource",
            "events.ProcessorHandler")) {
      assertThat(DeployedClasses.CLASSES.contain("dev.leadlog." + one)).as(one).isTrue();
    }
    assertThat(DeployedClasses.CLASSES.contain("dev.leadlog.local.LocalMain")).isFalse();
    assertThat(DeployedClasses.CLASSES.contain("dev.leadlog.emulators.Emulators")).isFalse();
  }

  @Nested
  class Json {

    private static final Set<String> BINDING =
        Set.of(
            "readValue",
            "readValues",
            "convertValue",
            "updateValue",
            "treeToValue",
            "valueToTree",
            "readerFor",
            "forType");

    @Test
    void json_is_never_bound_to_classes() {
      assertThat(DeployedClasses.calls().filter(this::binds))
          .map(JavaAccess::getDescription)
          .isEmpty();
    }

    @Test
    void json_is_written_only_from_trees() {
      assertThat(
              DeployedClasses.calls()
                  .filter(call -> call.getTarget().getName().startsWith("writeValue")))
          .map(call -> call.getOriginOwner().getName())
          .containsOnly("dev.leadlog.text.Json");
    }

    private boolean binds(JavaMethodCall call) {
      JavaClass owner = call.getTargetOwner();
      return BINDING.contains(call.getTarget().getName())
          && (owner.isAssignableTo(ObjectMapper.class)
              || owner.isAssignableTo(ObjectReader.class)
              || owner.isAssignableTo(ObjectWriter.class));
    }
  }

  @Nested
  class Rest {

    @Test
    void types_of_resources_and_clients_are_registered() {
      List<JavaMethod> methods = exchanging().toList();
      assertThat(methods)
          .extracting(m -> m.getOwner().getSimpleName())
          .contains("PagesResource", "GraphApi");
      assertThat(methods.stream().flatMap(Rest::types).flatMap(ReflectionTest::unregistered))
          .isEmpty();
    }

    /** The build cannot see the type of a Response's entity, so the entity must be text. */
    @Test
    void only_one_class_sets_the_entity_of_responses() {
      assertThat(
              DeployedClasses.calls()
                  .filter(c -> c.getTargetOwner().isAssignableTo(Response.ResponseBuilder.class))
                  .filter(c -> c.getTarget().getName().equals("entity")))
          .map(call -> call.getOriginOwner().getSimpleName())
          .containsOnly("Responses");
    }

    private static Stream<JavaMethod> exchanging() {
      return DeployedClasses.classes()
          .flatMap(c -> c.getMethods().stream())
          .filter(m -> m.isMetaAnnotatedWith(HttpMethod.class));
    }

    private static Stream<JavaClass> types(JavaMethod method) {
      return Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
          .flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }
  }

  @Nested
  class Handlers {

    @Test
    void types_of_handlers_are_registered_with_all_their_fields() {
      List<JavaClass> handlers =
          DeployedClasses.classes().filter(c -> c.isAssignableTo(RequestHandler.class)).toList();
      assertThat(handlers)
          .extracting(JavaClass::getSimpleName)
          .contains("ProcessorHandler", "PollerHandler");
      assertThat(handlers.stream().flatMap(Handlers::types).flatMap(ReflectionTest::unregistered))
          .isEmpty();
    }

    private static Stream<JavaClass> types(JavaClass handler) {
      return handler.getInterfaces().stream()
          .map(JavaType::getAllInvolvedRawTypes)
          .flatMap(Set::stream)
          .filter(type -> !type.isEquivalentTo(RequestHandler.class));
    }
  }

  @Nested
  class Own_code {

    private static final Set<String> REFLECTIVE_TYPES =
        Set.of(
            "java.util.ServiceLoader",
            "java.io.ObjectInputStream",
            "java.io.ObjectOutputStream",
            "java.lang.ClassLoader",
            "java.lang.invoke.MethodHandles");

    @Test
    void own_code_uses_no_reflection_or_service_loader() {
      assertThat(
              DeployedClasses.classes()
                  .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                  .filter(d -> isReflective(d.getTargetClass()))
                  // The console uses the class loader only to read files of its bundle.
                  .filter(d -> !d.getOriginClass().getPackageName().endsWith(".console")))
          .map(Dependency::getDescription)
          .isEmpty();
      assertThat(
              DeployedClasses.calls()
                  .filter(c -> c.getTargetOwner().isEquivalentTo(Class.class))
                  .filter(c -> isReflectiveCall(c.getTarget().getName())))
          .map(JavaAccess::getDescription)
          .isEmpty();
    }

    @Test
    void own_code_serialises_no_lambda() {
      assertThat(DeployedClasses.classes().filter(Own_code::hasSerialisedLambda)).isEmpty();
      assertThat(hasSerialisedLambda(new ClassFileImporter().importClass(Serialised.class)))
          .isTrue();
    }

    private static boolean isReflective(JavaClass type) {
      return REFLECTIVE_TYPES.contains(type.getName())
          || type.getPackageName().equals("java.lang.reflect");
    }

    private static boolean isReflectiveCall(String method) {
      return method.equals("forName")
          || method.equals("newInstance")
          || method.startsWith("getDeclared")
          || method.startsWith("getConstructor")
          || method.startsWith("getMethod")
          || method.startsWith("getField")
          || method.equals("getRecordComponents");
    }

    private static boolean hasSerialisedLambda(JavaClass type) {
      return type.getMethods().stream().anyMatch(m -> m.getName().equals("$deserializeLambda$"));
    }
  }

  /** A mistake that the check must find. */
  static class Serialised {
    final Supplier<String> text = (Supplier<String> & Serializable) () -> "text";
  }

  /** Returns the type and the types of its fields that must be registered and are not. */
  private static Stream<JavaClass> unregistered(JavaClass type) {
    JavaClass base = type.getBaseComponentType();
    if (needsNoRegistration(base)) {
      return Stream.empty();
    }
    Stream<JavaClass> itself =
        base.isAnnotatedWith(RegisterForReflection.class) ? Stream.empty() : Stream.of(base);
    return Stream.concat(
        itself,
        base.getFields().stream()
            .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
            .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream())
            .filter(held -> !held.equals(base))
            .flatMap(ReflectionTest::unregistered));
  }

  private static boolean needsNoRegistration(JavaClass type) {
    return type.isPrimitive()
        || type.getPackageName().startsWith("java.")
        || type.getPackageName().startsWith("jakarta.")
        || type.getPackageName().startsWith(EVENTS_OF_AWS);
  }
}
