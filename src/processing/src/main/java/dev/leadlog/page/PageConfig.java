package dev.leadlog.page;

import dev.leadlog.delivery.DestinationSetting;
import dev.leadlog.log.FormId;
import dev.leadlog.log.PageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is configured for one page.
 *
 * @param pageName null where it was not given
 * @param accessToken where the page's token is ({@code ssm:/<stack>/page/…}), or, in local mode,
 *     {@code env:NAME} or the token itself; null for none
 * @param destination of every form that names none; null for none
 * @param revision counted up at each change; 0 before the first
 * @param mistakes what is wrong with the stored document, and left out here: a function that this
 *     version does not have, for example; empty for most
 */
public record PageConfig(
    PageId pageId,
    String pageName,
    Options options,
    String accessToken,
    DestinationSetting destination,
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
        pageId, pageName, options, accessToken, destination, forms, next, mistakes);
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
        && Optional.ofNullable(id).flatMap(this::form).flatMap(this::destination).isPresent();
  }

  /** Where leads of a form go. */
  public Optional<DestinationSetting> destination(FormConfig form) {
    return Optional.ofNullable(form.destination()).or(() -> Optional.ofNullable(destination));
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "PageConfig[" + reference() + "]";
  }
}
