package dev.leadlog.crm;

import java.util.List;
import java.util.stream.Stream;

/**
 * Describes a setting of a destination, for documentation and editors.
 *
 * @param kind {@code text}, {@code secret}, {@code url} or {@code boolean}
 * @param required whether a destination without it is refused
 * @param description one sentence
 * @param example null where the description says enough
 */
public record SettingInfo(
    String name, String kind, boolean required, String description, String example) {

  /** The names of settings, and {@code type}, which every destination has. */
  public static List<String> names(List<SettingInfo> settings) {
    return Stream.concat(Stream.of("type"), settings.stream().map(SettingInfo::name)).toList();
  }
}
