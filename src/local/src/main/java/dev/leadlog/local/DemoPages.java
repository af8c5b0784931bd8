package dev.leadlog.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadlog.log.PageId;
import dev.leadlog.page.PageConfigs;
import dev.leadlog.page.SaveResult;
import dev.leadlog.text.Json;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Loads page configurations from a file before the first lead can arrive. A page that is configured
 * already is not changed.
 */
@Singleton
class DemoPages {

  private final PageConfigs pages;
  private final LocalSettings local;

  DemoPages(PageConfigs pages, LocalSettings local) {
    this.pages = pages;
    this.local = local;
  }

  void load(@Observes @Priority(1) StartupEvent start) {
    List<String> mistakes = new ArrayList<>();
    JsonNode documents = read(local.pages());
    for (int i = 0; i < documents.size(); i++) {
      JsonNode document = documents.get(i);
      String place = "page " + (i + 1) + ", ";
      if (!isConfigured(document)
          && pages.save(document, null, null) instanceof SaveResult.Refused refused) {
        refused.mistakes().forEach(mistake -> mistakes.add(place + mistake));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalStateException(local.pages() + ": " + String.join("; ", mistakes));
    }
  }

  private boolean isConfigured(JsonNode document) {
    Optional<PageId> id = PageId.of(document.path("pageId").asText());
    return id.flatMap(pages::find).isPresent();
  }

  private static JsonNode read(Path file) {
    try {
      return Json.read(Files.readAllBytes(file))
          .filter(JsonNode::isArray)
          .orElseThrow(
              () -> new IllegalStateException(file + " is not a JSON list of page configurations"));
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }
}
