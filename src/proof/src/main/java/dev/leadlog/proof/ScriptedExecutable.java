package dev.leadlog.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Creates a {@code function.zip} like a native build, but with a script as {@code bootstrap} that
 * starts the Java package. This tests the unpacking and starting of executables on machines that
 * cannot build them, but not the executables.
 */
final class ScriptedExecutable {

  private ScriptedExecutable() {}

  /**
   * Creates it from a Java package.
   *
   * @param java the command that starts the package; the script's own arguments follow its first
   *     word
   */
  static void write(Path zip, List<String> java, Path into) throws IOException {
    Files.createDirectories(into.getParent());
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream from = new ZipInputStream(file);
        OutputStream out = Files.newOutputStream(into);
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry e = from.getNextEntry(); e != null; e = from.getNextEntry()) {
        if (e.getName().equals("bootstrap")) {
          throw new IllegalStateException(
              zip + " contains a native executable: run without --as-native");
        }
        to.putNextEntry(new ZipEntry(e.getName()));
        from.transferTo(to);
      }
      to.putNextEntry(new ZipEntry("bootstrap"));
      to.write(script(java).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String script(List<String> java) {
    StringBuilder script = new StringBuilder("#!/bin/sh\nexec '" + java.get(0) + "' \"$@\"");
    java.stream().skip(1).forEach(word -> script.append(" '").append(word).append("'"));
    return script.append("\n").toString();
  }
}
