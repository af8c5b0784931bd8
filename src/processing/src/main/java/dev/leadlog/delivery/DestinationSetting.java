package dev.leadlog.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leadlog.text.Json;
import java.util.regex.Pattern;

/**
 * A destination as a page or a form names it.
 *
 * @param type the name of a {@link Destination}
 * @param settings what else stands there, which the destination itself reads
 */
public record DestinationSetting(String type, ObjectNode settings) {

  /** The built-in table, which needs no settings. */
  public static final DestinationSetting LEADS_TABLE = new DestinationSetting(LeadsTable.TYPE);

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(token|secret|key|auth|password|credential|cookie|signature).*", Pattern.DOTALL);

  /** A destination that needs no more than its name. */
  public DestinationSetting(String type) {
    this(type, Json.object());
  }

  /**
   * Whether what stands under a name is a secret, and must neither be shown nor, in AWS, stand in a
   * document.
   */
  public static boolean isSecret(String name) {
    return SECRET.matcher(name).matches();
  }

  /** Without the settings, which may hold secrets. */
  @Override
  public String toString() {
    return "DestinationSetting[" + type + "]";
  }
}
