package dev.leadlog.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.testing.Aws;
import io.quarkus.runtime.configuration.NameIterator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.Test;

/** Native executables replace a method that Quarkus generates: see dev.leadlog.nativeimage. */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@TestProfile(WebhookProfile.class)
class UnknownKeyCheckTest {

  @Test
  void quarkus_generates_the_method_that_the_substitution_replaces() throws Exception {
    Method replaced = loadIsMapped("io.quarkus.runtime.generated.Config");
    Method replacement = loadIsMapped("dev.leadlog.nativeimage.UnknownKeyCheck");

    assertThat(Modifier.isStatic(replaced.getModifiers())).isTrue();
    assertThat(replaced.getModifiers()).isEqualTo(replacement.getModifiers());
    assertThat(replaced.getReturnType()).isEqualTo(replacement.getReturnType());
  }

  private static Method loadIsMapped(String className) throws Exception {
    return Class.forName(className, false, Thread.currentThread().getContextClassLoader())
        .getDeclaredMethod("isMapped", NameIterator.class);
  }
}
