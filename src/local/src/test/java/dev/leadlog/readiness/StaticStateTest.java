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
 * Quarkus initialises classes while it builds: what a static field holds is the same in every
 * instance of a function, as it was on the machine that built it.
 */
class StaticStateTest {

  private static final List<Class<?>> OF_ONE_PROCESS =
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

  private static final Set<String> ASKING_THE_MACHINE =
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
  void no_static_field_holds_a_connection_a_thread_randomness_or_time() {
    assertThat(kept(Ours.CLASSES)).map(JavaField::getFullName).isEmpty();
  }

  @Test
  void what_initialises_a_class_does_not_ask_the_machine_that_builds() {
    assertThat(asked(Ours.CLASSES)).map(JavaAccess::getDescription).isEmpty();
  }

  @Test
  void both_would_be_found() {
    JavaClasses wrong = new ClassFileImporter().importClasses(Wrong.class);
    assertThat(kept(wrong)).extracting(JavaField::getName).containsExactly("CHANCE");
    assertThat(asked(wrong)).extracting(JavaAccess::getName).containsExactly("now", "getenv");
  }

  /** What the checks have to find. */
  static class Wrong {
    static final Random CHANCE = new Random();
    static final Instant BEGUN = Instant.now();
    static final String HOME = home();

    private static String home() {
      return System.getenv("HOME");
    }
  }

  private static Stream<JavaField> kept(JavaClasses classes) {
    return classes.stream()
        .flatMap(c -> c.getFields().stream())
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        .filter(
            field ->
                field.getType().getAllInvolvedRawTypes().stream()
                    .anyMatch(StaticStateTest::isOfOneProcess));
  }

  private static boolean isOfOneProcess(JavaClass type) {
    return OF_ONE_PROCESS.stream().anyMatch(type::isAssignableTo)
        || PACKAGES_OF_ONE_PROCESS.stream().anyMatch(type.getPackageName()::startsWith);
  }

  /** Calls of other code, from static initialisers and from whatever of ours they call. */
  private static List<JavaAccess<?>> asked(JavaClasses classes) {
    Deque<JavaCodeUnit> next = new ArrayDeque<>();
    classes.forEach(c -> c.getStaticInitializer().ifPresent(next::add));
    Set<JavaCodeUnit> seen = new HashSet<>(next);
    List<JavaAccess<?>> asked = new ArrayList<>();
    while (!next.isEmpty()) {
      for (var call : next.poll().getCallsFromSelf()) {
        call.getTarget()
            .resolveMember()
            .filter(target -> classes.contain(target.getOwner().getName()))
            .filter(seen::add)
            .ifPresent(next::add);
        if (!classes.contain(call.getTargetOwner().getName())
            && ASKING_THE_MACHINE.contains(call.getTarget().getName())) {
          asked.add(call);
        }
      }
    }
    return asked;
  }
}
