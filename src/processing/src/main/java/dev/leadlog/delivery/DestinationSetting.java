package dev.leadlog.delivery;

/**
 * A destination as a page or a form names it.
 *
 * @param type the name of a {@link Destination}
 */
public record DestinationSetting(String type) {

  /** The built-in table, which needs no settings. */
  public static final DestinationSetting LEADS_TABLE = new DestinationSetting(LeadsTable.TYPE);
}
