package dev.leadlog.local;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The settings of local mode, which {@link LocalMain} sets as system properties. */
@ConfigMapping(prefix = "local")
interface LocalSettings {

  /** The URL of this process. */
  String url();

  /** The root folder of the repository. */
  Path home();

  /** A file with a JSON list of page configurations. */
  Path pages();

  /** Whether the simulated Meta sends the demo leads. */
  @WithDefault("false")
  boolean demo();

  /** The folder that keeps the data between runs; without it, the data is in memory. */
  Optional<Path> data();

  Optional<String> queueUrl();

  Optional<String> backlogQueueUrl();

  Optional<String> jobQueueUrl();

  Optional<String> deadLetterQueueUrl();

  Optional<String> emulatorsStarted();
}
