package dev.leadlog.local;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What {@link LocalMain} tells the rest of the laptop's process. */
@ConfigMapping(prefix = "local")
interface LocalSettings {

  /** Where the product answers. */
  String url();

  /** The root of the checkout. */
  Path home();

  /** A JSON list of page configurations. */
  Path pages();

  /** Whether the simulated Meta sends a first handful of leads. */
  @WithDefault("false")
  boolean demo();

  /** Where everything is kept between runs. */
  Optional<Path> data();

  Optional<String> queueUrl();

  Optional<String> backlogQueueUrl();

  Optional<String> jobQueueUrl();

  Optional<String> deadLetterQueueUrl();

  Optional<String> emulatorsStarted();
}
