package dev.leadlog.importing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The character encoding of a file, derived from its byte order mark, else from its bytes. */
enum Encoding {
  UTF_8("UTF-8", StandardCharsets.UTF_8),
  UTF_16BE("UTF-16BE", StandardCharsets.UTF_16BE),
  UTF_16LE("UTF-16LE", StandardCharsets.UTF_16LE),
  WINDOWS_1252("windows-1252", StandardCharsets.ISO_8859_1);

  /** The byte order marks, as Latin-1. */
  private static final Map<String, Encoding> MARKS =
      Map.of("\u00EF\u00BB\u00BF", UTF_8, "\u00FE\u00FF", UTF_16BE, "\u00FF\u00FE", UTF_16LE);

  private final String text;

  /** Native executables contain only these charsets. */
  private final Charset charset;

  Encoding(String text, Charset charset) {
    this.text = text;
    this.charset = charset;
  }

  static Encoding read(String text) {
    return Stream.of(values()).filter(one -> one.text.equals(text)).findFirst().orElseThrow();
  }

  String text() {
    return text;
  }

  /** Returns the byte order mark at the beginning of a file, as Latin-1; empty for none. */
  static String mark(String beginning) {
    return MARKS.keySet().stream().filter(beginning::startsWith).findFirst().orElse("");
  }

  /**
   * @param beginning the beginning of a file, as Latin-1
   */
  static Encoding of(String beginning) {
    return Optional.ofNullable(MARKS.get(mark(beginning)))
        .or(() -> unmarkedUtf16(beginning))
        .orElseGet(() -> Windows1252.areIn(beginning) ? WINDOWS_1252 : UTF_8);
  }

  /** A header begins with ASCII letters, so in UTF-16 every second byte is 0. */
  private static Optional<Encoding> unmarkedUtf16(String beginning) {
    if (beginning.length() < 4) {
      return Optional.empty();
    }
    String nul = beginning.substring(0, 4).replaceAll("[^\0]", "x");
    return switch (nul) {
      case "x\0x\0" -> Optional.of(UTF_16LE);
      case "\0x\0x" -> Optional.of(UTF_16BE);
      default -> Optional.empty();
    };
  }

  /** Returns the bytes per code unit. */
  int width() {
    return this == UTF_16BE || this == UTF_16LE ? 2 : 1;
  }

  /** Decodes the bytes; empty if they are not valid. */
  Optional<String> decode(byte[] bytes) {
    try {
      String decoded = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(this == WINDOWS_1252 ? Windows1252.of(decoded) : decoded);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
