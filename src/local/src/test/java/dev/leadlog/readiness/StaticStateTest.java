package dev.leadlog.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;

/**
 * Quarkus initialises classes during a native build: every instance of a function has the static
 * fields of the build machine.
 */
class StaticStateTest {

  private static final List<Class<?>> TYPES_OF_ONE_PROCESS =
      List.of(
          AutoCloseable.class,
          Executor.class,
          Thread.class,
          ThreadLocal.class,
          Random.class,
          RandomGenerator.class,
          Clock.class,
          Path.class,
          File.class,
          InetAddress.class,
          MessageDigest.class,
          Mac.class);

  private static final Set<String> PACKAGES_OF_ONE_PROCESS =
      Set.of("javax.net", "java.net.http", "io.vertx.core", "org.eclipse.microprofile.config");

  private static final Set<String> CALLS_THAT_DEPEND_ON_THE_MACHINE =
      Set.of(
          "getenv",
          "getProperty",
          "currentTimeMillis",
          "nanoTime",
          "now",
          "systemUTC",
          "systemDefaultZone",
          "systemDefault",
          "defaultCharset",
          "randomUUID",
          "getDefault",
          "getLocalHost",
          "getByName",
          "getAllByName",
          "current",
          "getConfig",
          "getConfigValue");

  @Test
  void no_static_field_holds_state_of_one_process() {
    assertThat(processState(DeployedClasses.CLASSES)).map(JavaField::getFullName).isEmpty();
  }

  @Test
  void no_static_initialiser_depends_on_the_build_machine() {
    assertThat(machineCalls(DeployedClasses.CLASSES)).map(JavaAccess::getDescription).isEmpty();
  }

  @Test
  void the_checks_find_both_mistakes() {
    JavaClasses wrong = new ClassFileImporter().importClasses(Wrong.class);
    assertThat(processState(wrong)).extracting(JavaField::getName).containsExactly("CHANCE");
    assertThat(machineCalls(wrong))
        .extracting(JavaAccess::getName)
        .containsExactly("now", "getenv");
  }

  /** Mistakes that the checks must find. */
  static class Wrong {
    static final Random CHANCE = new Random();
    static final Instant BEGUN = Instant.now();
    static final String HOME = home();

    private static String home() {
      return System.getenv("HOME");
    }
  }

  private static Stream<JavaField> processState(JavaClasses classes) {
    return classes.stream()
        .flatMap(c -> c.getFields().stream())
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .filter(
            field ->
                field.getType().getAllInvolvedRawTypes().stream()
                    .anyMatch(StaticStateTest::isOfOneProcess));
  }

  private static boolean isOfOneProcess(JavaClass type) {
    return TYPES_OF_ONE_PROCESS.stream().anyMatch(type::isAssignableTo)
        || PACKAGES_OF_ONE_PROCESS.stream().anyMatch(type.getPackageName()::startsWith);
  }

  /** Calls of other code from static initialisers, directly or through own methods. */
  private static List<JavaAccess<?>> machineCalls(JavaClasses classes) {
    Deque<JavaCodeUnit> next = new ArrayDeque<>();
    classes.forEach(c -> c.getStaticInitializer().ifPresent(next::add));
    Set<JavaCodeUnit> seen = new HashSet<>(next);
    List<JavaAccess<?>> machineCalls = new ArrayList<>();
    while (!next.isEmpty()) {
      for (var call : next.poll().getCallsFromSelf()) {
        call.getTarget()
            .resolveMember()
            .filter(target -> classes.contain(target.getOwner().getName()))
            .filter(seen::add)
            .ifPresent(next::add);
        if (!classes.contain(call.getTargetOwner().getName())
            && CALLS_THAT_DEPEND_ON_THE_MACHINE.contains(call.getTarget().getName())) {
          machineCalls.add(call);
        }
      }
    }
    return machineCalls;
  }
}
