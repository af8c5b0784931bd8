package dev.leadlog.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Events in the format that AWS documents. */
final class Events {

  static ObjectNode file(String name) {
    try (InputStream file = Events.class.getResourceAsStream("/events/" + name + ".json")) {
      return (ObjectNode) Json.read(file.readAllBytes()).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Events() {}
}
