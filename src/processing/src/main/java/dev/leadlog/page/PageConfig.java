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
 * The configuration of one page.
 *
 * @param pageName null if it is not set
 * @param accessToken the reference to the page's token ({@code ssm:/<stack>/page/…}), or, in local
 *     mode, {@code env:NAME} or the token itself; null for none
 * @param destinations the destinations of every form that names none, in the order of the document
 * @param revision increased at each change; 0 before the first
 * @param mistakes the mistakes in the stored document, whose parts are left out here, for example a
 *     function that this version does not have; usually empty
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
   * The options of a page.
   *
   * @param pollSince a scheduled poll reads no leads created before this time; null for all that
   *     Meta keeps
   * @param deliverTestLeads whether leads of Meta's testing tool are delivered like other leads
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

  /**
   * Returns {@code <pageId>@<revision>}, which a lead log stores as the configuration that was
   * used.
   */
  public String reference() {
    return pageId + "@" + revision;
  }

  public Optional<FormConfig> form(FormId id) {
    return forms.stream().filter(form -> form.formId().equals(id)).findFirst();
  }

  /**
   * Returns whether the configuration is complete for leads of this form.
   *
   * @param id null if the form is not known
   */
  public boolean isReadyFor(FormId id) {
    return enabled()
        && Optional.ofNullable(id)
            .flatMap(this::form)
            .filter(form -> !destinations(form).isEmpty())
            .isPresent();
  }

  /** Returns the destinations of a form, in the order of the document. */
  public List<NamedDestination> destinations(FormConfig form) {
    return form.destinations().isEmpty() ? destinations : form.destinations();
  }

  /** Returns the names of all destinations of the page and its forms. */
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
