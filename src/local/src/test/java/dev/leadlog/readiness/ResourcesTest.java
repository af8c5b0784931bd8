package dev.leadlog.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.quarkus.deployment.util.GlobUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A native executable contains only resources that match {@code quarkus.native.resources.includes}.
 */
class ResourcesTest {

  private static final String INCLUDES = "quarkus.native.resources.includes";
  private static final List<String> MODULES =
      List.of("lead-log", "processing", "webhook-lambda", "api-lambda", "event-lambda");

  @Test
  void each_native_property_is_set_in_only_one_module() throws Exception {
    List<String> set =
        configurations().stream()
            .flatMap(properties -> properties.stringPropertyNames().stream())
            .filter(name -> name.startsWith("quarkus.native."))
            .toList();
    assertThat(set).contains(INCLUDES, "quarkus.native.march").doesNotHaveDuplicates();
  }

  @Test
  void each_resource_of_a_module_is_included() throws IOException {
    assertThat(ownResources()).isNotEmpty().allMatch(this::isIncluded);
  }

  @Test
  void own_code_reads_only_resources_of_its_package() throws IOException {
    Set<String> packages =
        ownResources().stream()
            .map(file -> file.substring(0, file.lastIndexOf('/')).replace('/', '.'))
            .collect(Collectors.toSet());
    assertThat(
            DeployedClasses.calls()
                .filter(call -> call.getTarget().getName().startsWith("getResource"))
                // The bundler registers the files that it creates for the console.
                .filter(call -> !call.getOriginOwner().getPackageName().endsWith(".console")))
        .isNotEmpty()
        .allMatch(call -> packages.contains(call.getOriginOwner().getPackageName()));
  }

  @Test
  void each_include_matches_an_existing_file() {
    assertThat(includes())
        .allSatisfy(glob -> assertThat(names(glob)).as(glob).anyMatch(name -> matches(glob, name)));
  }

  /** Calls the methods that Leadlog uses, for every numbering plan. */
  @Test
  void each_file_that_libphonenumber_reads_is_included() {
    Set<String> read = new TreeSet<>();
    PhoneNumberUtil phones =
        PhoneNumberUtil.createInstance(
            file -> {
              read.add(file.substring(1));
              return open(file);
            });
    Stream<PhoneNumber> numbers =
        Stream.concat(
            phones.getSupportedRegions().stream().map(phones::getExampleNumber),
            phones.getSupportedGlobalNetworkCallingCodes().stream()
                .map(phones::getExampleNumberForNonGeoEntity));
    assertThat(numbers.filter(Objects::nonNull).filter(n -> isRead(phones, n)).count())
        .isGreaterThan(240);
    assertThat(read).hasSizeGreaterThan(240).allMatch(this::isIncluded);
  }

  private static boolean isRead(PhoneNumberUtil phones, PhoneNumber number) {
    for (PhoneNumberFormat format : PhoneNumberFormat.values()) {
      phones.format(number, format);
    }
    phones.getRegionCodeForNumber(number);
    return phones.isValidNumber(number);
  }

  private static InputStream open(String file) {
    return PhoneNumberUtil.class.getResourceAsStream(file);
  }

  private boolean isIncluded(String file) {
    return includes().stream().anyMatch(glob -> matches(glob, file));
  }

  /** Matches in the same way as Quarkus. */
  private static boolean matches(String glob, String file) {
    return file.matches(GlobUtil.toRegexPattern(glob));
  }

  private static List<String> includes() {
    return configurations().stream()
        .map(properties -> properties.getProperty(INCLUDES))
        .filter(Objects::nonNull)
        .flatMap(entries -> Stream.of(entries.split(",")))
        .toList();
  }

  static List<Properties> configurations() {
    try {
      List<Properties> all = new ArrayList<>();
      for (URL url : resources("META-INF/microprofile-config.properties")) {
        Properties properties = new Properties();
        try (InputStream in = url.openStream()) {
          properties.load(in);
        }
        all.add(properties);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of the class path in the folder of an entry. */
  private static List<String> names(String glob) {
    try {
      String folder = glob.substring(0, glob.lastIndexOf('/'));
      List<String> names = new ArrayList<>();
      for (URL url : resources(folder)) {
        if (url.openConnection() instanceof JarURLConnection jar) {
          jar.getJarFile().stream().forEach(entry -> names.add(entry.getName()));
        } else {
          try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            files.forEach(file -> names.add(folder + "/" + file.getFileName()));
          }
        }
      }
      return names;
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<URL> resources(String name) throws IOException {
    return Collections.list(Thread.currentThread().getContextClassLoader().getResources(name));
  }

  /** Without configuration files, which Quarkus reads during the build. */
  private static List<String> ownResources() throws IOException {
    List<String> files = new ArrayList<>();
    for (String module : MODULES) {
      Path root = Path.of("..", module, "src/main/resources");
      try (Stream<Path> all = Files.walk(root)) {
        all.filter(Files::isRegularFile)
            .map(file -> root.relativize(file).toString())
            .filter(file -> file.startsWith("dev/"))
            .forEach(files::add);
      }
    }
    return files;
  }
}
