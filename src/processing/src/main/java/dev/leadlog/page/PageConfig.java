package dev.leadlog.page;

import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is configured for one page.
 *
 * @param pageName null where it was not given
 * @param accessToken where the page's token is ({@code ssm:/<stack>/page/…}), or, in local mode,
 *     {@code env:NAME} or the token itself; null for none
 * @param destinations of every form that names none, in the order of the document
 * @param revision counted up at each change; 0 before the first
 * @param mistakes what is wrong with the stored document, and left out here: a function that this
 *     version does not have, for example; empty for most
 */
public record PageConfig(
    PageId pageId,
    String pageName,
    Options options,
    String accessToken,
    List<NamedDestination> destinations,
    List<FormConfig> forms,
    int revision,
    List<String> mistakes) {

  /**
   * What is switched on.
   *
   * @param pollSince no poll reads what was created before, unless someone asks for it; null for as
   *     long as Meta keeps leads
   * @param deliverTestLeads whether leads of Meta's testing tool are delivered as others are
   */
  public record Options(
      boolean enabled, boolean poll, Instant pollSince, boolean deliverTestLeads) {}

  public boolean enabled() {
    return options.enabled();
  }

  public boolean poll() {
    return options.poll();
  }

  public Instant pollSince() {
    return options.pollSince();
  }

  public boolean deliverTestLeads() {
    return options.deliverTestLeads();
  }

  PageConfig withRevision(int next) {
    return new PageConfig(
        pageId, pageName, options, accessToken, destinations, forms, next, mistakes);
  }

  /** {@code <pageId>@<revision>}, by which a lead log says what it was judged by. */
  public String reference() {
    return pageId + "@" + revision;
  }

  public Optional<FormConfig> form(FormId id) {
    return forms.stream().filter(form -> form.formId().equals(id)).findFirst();
  }

  /**
   * Whether a lead of this form lacks nothing of the configuration.
   *
   * @param id null where the form is not known
   */
  public boolean isReadyFor(FormId id) {
    return enabled()
        && Optional.ofNullable(id)
            .flatMap(this::form)
            .filter(form -> !destinations(form).isEmpty())
            .isPresent();
  }

  /** Where leads of a form go, in the order of the document. */
  public List<NamedDestination> destinations(FormConfig form) {
    return form.destinations().isEmpty() ? destinations : form.destinations();
  }

  /** The names of all destinations of the page and its forms. */
  public Set<String> destinationNames() {
    return Stream.concat(
            destinations.stream(), forms.stream().flatMap(form -> form.destinations().stream()))
        .map(NamedDestination::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "PageConfig[" + reference() + "]";
  }
}
