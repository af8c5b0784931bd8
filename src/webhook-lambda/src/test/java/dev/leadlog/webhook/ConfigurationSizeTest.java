package dev.leadlog.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadlog.testing.Aws;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * Limits the configuration that the function maps at each start, which took 42 of the 105 ms of a
 * cold start: every mapping takes time, and each extension adds its own, even if it is not used.
 */
@QuarkusTest
@QuarkusTestResource(Aws.class)
@TestProfile(WebhookProfile.class)
class ConfigurationSizeTest {

  /** Measured in a test, which has some more than the function. */
  private static final int EXTENSIONS = 22;

  private static final int MAPPINGS = 36;
  private static final int PROPERTY_NAMES = 1200;

  @Test
  void the_function_maps_no_more_of_its_configuration_than_before() throws Exception {
    Map<String, Set<String>> mapped = mapped();
    Set<String> names = new TreeSet<>();
    mapped.values().forEach(names::addAll);
    Set<String> extensions = extensions();
    System.out.printf(
        "configuration of the webhook: %d extensions, %d mappings, %d property names, %d values read%n",
        extensions.size(), mapped.size(), names.size(), CountedValues.read());
    mapped.forEach(
        (mapping, properties) -> System.out.printf("  %-60s %d%n", mapping, properties.size()));

    assertThat(extensions).hasSizeLessThanOrEqualTo(EXTENSIONS);
    assertThat(mapped).hasSizeLessThanOrEqualTo(MAPPINGS);
    assertThat(names).hasSizeLessThanOrEqualTo(PROPERTY_NAMES);
  }

  /** The property names of each mapping, by its prefix and class. */
  @SuppressWarnings("unchecked")
  private static Map<String, Set<String>> mapped() throws ReflectiveOperationException {
    SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
    Field field = SmallRyeConfig.class.getDeclaredField("mappings");
    field.setAccessible(true);
    Map<String, Set<String>> mapped = new TreeMap<>();
    ((Map<Class<?>, Map<String, Object>>) field.get(config))
        .forEach(
            (type, prefixes) ->
                prefixes
                    .keySet()
                    .forEach(
                        prefix ->
                            mapped.put(
                                prefix + " " + type.getSimpleName(),
                                ConfigMappings.getProperties(ConfigClass.configClass(type, prefix))
                                    .keySet())));
    return mapped;
  }

  private static Set<String> extensions() throws IOException {
    Set<String> extensions = new TreeSet<>();
    for (URL found :
        Collections.list(
            Thread.currentThread()
                .getContextClassLoader()
                .getResources("META-INF/quarkus-extension.properties"))) {
      extensions.add(found.getPath().replaceAll(".*/([^/]+)-[0-9][^/]*jar!.*", "$1"));
    }
    return extensions;
  }
}
