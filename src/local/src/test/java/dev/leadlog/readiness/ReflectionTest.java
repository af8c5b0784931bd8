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

/** A native executable knows by reflection only what was registered. */
class ReflectionTest {

  /** Quarkus' Lambda extension registers them, for the handlers that it finds. */
  private static final String EVENTS_OF_AWS = "com.amazonaws.services.lambda.runtime.events";

  @Test
  void the_classes_of_every_module_are_looked_at_that_becomes_an_executable() {
    for (String one :
        List.of(
            "text.Json",
            "graph.GraphClient",
            "webhook.WebhookRoutes",
            "api.PagesResource",
            "events.ProcessorHandler")) {
      assertThat(Ours.CLASSES.contain("dev.leadlog." + one)).as(one).isTrue();
    }
    assertThat(Ours.CLASSES.contain("dev.leadlog.local.LocalMain")).isFalse();
    assertThat(Ours.CLASSES.contain("dev.leadlog.emulators.Emulators")).isFalse();
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
    void is_read_as_trees_and_never_bound_to_classes() {
      assertThat(Ours.calls().filter(this::binds)).map(JavaAccess::getDescription).isEmpty();
    }

    @Test
    void is_written_from_trees_only() {
      assertThat(Ours.calls().filter(call -> call.getTarget().getName().startsWith("writeValue")))
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
    void resources_and_clients_exchange_what_needs_no_registration_or_has_it() {
      List<JavaMethod> methods = exchanging().toList();
      assertThat(methods)
          .extracting(m -> m.getOwner().getSimpleName())
          .contains("PagesResource", "GraphApi");
      assertThat(methods.stream().flatMap(Rest::types).flatMap(ReflectionTest::unregistered))
          .isEmpty();
    }

    /** What a Response carries has no type that the build sees: so it is text. */
    @Test
    void responses_get_their_entity_in_one_place_which_puts_text_into_it() {
      assertThat(
              Ours.calls()
                  .filter(c -> c.getTargetOwner().isAssignableTo(Response.ResponseBuilder.class))
                  .filter(c -> c.getTarget().getName().equals("entity")))
          .map(call -> call.getOriginOwner().getSimpleName())
          .containsOnly("Responses");
    }

    private static Stream<JavaMethod> exchanging() {
      return Ours.classes()
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
    void take_and_answer_what_is_registered_down_to_the_last_field() {
      List<JavaClass> handlers =
          Ours.classes().filter(c -> c.isAssignableTo(RequestHandler.class)).toList();
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
  class Ourselves {

    private static final Set<String> LOOKING_UP =
        Set.of(
            "java.util.ServiceLoader",
            "java.io.ObjectInputStream",
            "java.io.ObjectOutputStream",
            "java.lang.ClassLoader",
            "java.lang.invoke.MethodHandles");

    @Test
    void look_up_no_class_method_or_service_at_run_time() {
      assertThat(
              Ours.classes()
                  .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                  .filter(d -> looksUp(d.getTargetClass()))
                  // The console reads files of its bundle by the class loader, and no class.
                  .filter(d -> !d.getOriginClass().getPackageName().endsWith(".console")))
          .map(Dependency::getDescription)
          .isEmpty();
      assertThat(
              Ours.calls()
                  .filter(c -> c.getTargetOwner().isEquivalentTo(Class.class))
                  .filter(c -> asksAClass(c.getTarget().getName())))
          .map(JavaAccess::getDescription)
          .isEmpty();
    }

    @Test
    void serialise_no_lambda() {
      assertThat(Ours.classes().filter(Ourselves::hasSerialisedLambda)).isEmpty();
      assertThat(hasSerialisedLambda(new ClassFileImporter().importClass(Serialised.class)))
          .isTrue();
    }

    private static boolean looksUp(JavaClass type) {
      return LOOKING_UP.contains(type.getName())
          || type.getPackageName().equals("java.lang.reflect");
    }

    private static boolean asksAClass(String method) {
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

  /** What the check has to find. */
  static class Serialised {
    final Supplier<String> text = (Supplier<String> & Serializable) () -> "text";
  }

  /** A type, or one that its fields hold, that would have to be registered and is not. */
  private static Stream<JavaClass> unregistered(JavaClass type) {
    JavaClass base = type.getBaseComponentType();
    if (isKnownToEveryone(base)) {
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

  private static boolean isKnownToEveryone(JavaClass type) {
    return type.isPrimitive()
        || type.getPackageName().startsWith("java.")
        || type.getPackageName().startsWith("jakarta.")
        || type.getPackageName().startsWith(EVENTS_OF_AWS);
  }
}
