package dev.leadlog.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the Java version of a native executable, which native-image stores in it as text (source:
 * GraalVM, "Native Image, Build Information").
 */
final class ExecutableVersion {

  private static final Pattern VERSION =
      Pattern.compile("com\\.oracle\\.svm\\.core\\.VM\\.Java\\.Version=([0-9.]+)");

  static String read(Path executable) throws IOException {
    String bytes = new String(Files.readAllBytes(executable), StandardCharsets.ISO_8859_1);
    Matcher version = VERSION.matcher(bytes);
    return version.find() ? "native executables of Java " + version.group(1) : "native executables";
  }

  private ExecutableVersion() {}
}
