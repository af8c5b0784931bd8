package dev.leadlog.simulatedmeta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The pages, forms and leads of the simulated Meta. */
final class MetaState {

  private static final JsonMapper JSON = new JsonMapper();

  /** A lead, and the number of its reads that still fail. */
  static final class Lead {
    final ObjectNode node;
    final String pageId;
    final Fault fault;
    int failuresLeft;

    Lead(ObjectNode node, String pageId, Fault fault, int failuresLeft) {
      this.node = node;
      this.pageId = pageId;
      this.fault = fault;
      this.failuresLeft = failuresLeft;
    }

    String id() {
      return node.path("id").asText();
    }

    String formId() {
      return node.path("form_id").asText();
    }
  }

  /** A lead form with its fault. */
  static final class Form {
    final ObjectNode node;
    final String pageId;
    Fault fault;
    int readsBefore;
    int failuresLeft;
    int usage = 5;
    boolean counted = true;
    int maxResults = Integer.MAX_VALUE;

    Form(ObjectNode node, String pageId) {
      this.node = node;
      this.pageId = pageId;
    }

    String id() {
      return node.path("id").asText();
    }

    boolean has(Fault unusual) {
      return fault == unusual;
    }
  }

  private final Map<String, Lead> leads = new LinkedHashMap<>();
  private final Map<String, Form> forms = new LinkedHashMap<>();
  private final Map<String, ObjectNode> pages = new LinkedHashMap<>();
  private final AtomicLong nextId =
      new AtomicLong(100_000_000_000_000_000L + System.currentTimeMillis() * 1000);
  private Path file;

  /** Loads the file if it exists, and saves all further changes to it. */
  synchronized void keepIn(Path path) {
    file = path;
    if (!Files.exists(path)) {
      return;
    }
    try {
      for (JsonNode kept : JSON.readTree(path.toFile())) {
        if (kept.has("page")) {
          pages.put(kept.path("page").path("id").asText(), (ObjectNode) kept.path("page"));
          continue;
        }
        if (kept.has("form")) {
          put(new Form((ObjectNode) kept.path("form"), kept.path("pageId").asText()));
          continue;
        }
        Fault fault = Fault.of(kept.path("fault").asText()).orElse(null);
        put(
            new Lead(
                (ObjectNode) kept.path("lead"),
                kept.path("pageId").asText(),
                fault,
                kept.path("failuresLeft").asInt()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the simulated Meta cannot read " + path, e);
    }
  }

  String newId() {
    return Long.toString(nextId.incrementAndGet());
  }

  synchronized void add(List<Lead> more) {
    more.forEach(this::put);
    save();
  }

  synchronized void add(Form form) {
    put(form);
    save();
  }

  /** Adds a lead; its form is created if it does not exist. */
  private void put(Lead lead) {
    leads.put(lead.id(), lead);
    Form form = forms.get(lead.formId());
    if (form == null || !form.pageId.equals(lead.pageId)) {
      put(Forms.usual(lead.formId(), lead.pageId));
    }
  }

  private void put(Form form) {
    forms.put(form.id(), form);
    pages.computeIfAbsent(form.pageId, Pages::usual);
  }

  synchronized Optional<Lead> lead(String id) {
    return Optional.ofNullable(leads.get(id));
  }

  synchronized List<Lead> leadsOfForm(String formId) {
    return leads.values().stream().filter(lead -> lead.formId().equals(formId)).toList();
  }

  synchronized Optional<Form> form(String formId) {
    return Optional.ofNullable(forms.get(formId));
  }

  synchronized List<Form> formsOfPage(String pageId) {
    return forms.values().stream().filter(form -> form.pageId.equals(pageId)).toList();
  }

  synchronized boolean hasPage(String pageId) {
    return pages.containsKey(pageId);
  }

  /** A copy of a page; empty if there is none. */
  synchronized Optional<ObjectNode> page(String pageId) {
    return Optional.ofNullable(pages.get(pageId)).map(ObjectNode::deepCopy);
  }

  synchronized List<ObjectNode> pages() {
    return pages.values().stream().map(ObjectNode::deepCopy).toList();
  }

  /** Changes a page; it is created if it does not exist. */
  synchronized void change(String pageId, Consumer<ObjectNode> change) {
    change.accept(pages.computeIfAbsent(pageId, Pages::usual));
    save();
  }

  /** Returns the fault of the next call for a page, and counts the call. */
  synchronized Optional<Fault> nextFault(String pageId) {
    ObjectNode page = pages.get(pageId);
    int left = page == null ? 0 : page.path("failuresLeft").asInt();
    if (left == 0) {
      return Optional.empty();
    }
    page.put("failuresLeft", left == Integer.MAX_VALUE ? left : left - 1);
    return Fault.of(page.path("fault").asText());
  }

  /** Returns the fault of the next read of a form's leads, and counts the read. */
  synchronized Optional<Fault> nextFault(Form form) {
    if (form.failuresLeft == 0 || form.readsBefore-- > 0) {
      return Optional.empty();
    }
    form.failuresLeft--;
    return Optional.of(form.fault);
  }

  /** Returns the fault of the next read of a lead, and counts the read. */
  synchronized Optional<Fault> nextFault(Lead lead) {
    if (lead.failuresLeft == 0) {
      return Optional.empty();
    }
    if (lead.failuresLeft != Integer.MAX_VALUE) {
      lead.failuresLeft--;
    }
    return Optional.of(lead.fault);
  }

  /** Clears the faults of leads, as a new token or permission at Meta would. */
  synchronized int clearFaults(List<String> ids) {
    List<Lead> cleared = new ArrayList<>();
    leads.values().stream()
        .filter(l -> ids.isEmpty() || ids.contains(l.id()))
        .forEach(cleared::add);
    cleared.forEach(lead -> lead.failuresLeft = 0);
    save();
    return cleared.size();
  }

  private void save() {
    if (file == null) {
      return;
    }
    List<ObjectNode> kept = new ArrayList<>();
    for (Lead lead : leads.values()) {
      ObjectNode node = JSON.createObjectNode();
      node.set("lead", lead.node);
      node.put("pageId", lead.pageId);
      node.put("fault", lead.fault == null ? "" : lead.fault.text());
      kept.add(node.put("failuresLeft", lead.failuresLeft));
    }
    for (ObjectNode page : pages.values()) {
      ObjectNode node = JSON.createObjectNode();
      node.set("page", page);
      kept.add(node);
    }
    for (Form form : forms.values()) {
      ObjectNode node = JSON.createObjectNode().put("pageId", form.pageId);
      node.set("form", form.node);
      kept.add(node);
    }
    try {
      Path temporary = file.resolveSibling(file.getFileName() + ".new");
      JSON.writeValue(temporary.toFile(), kept);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the simulated Meta cannot write " + file, e);
    }
  }
}
