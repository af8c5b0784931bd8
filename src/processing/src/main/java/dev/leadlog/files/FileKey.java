package dev.leadlog.files;

/**
 * The place of a file in the import bucket.
 *
 * @param job the id of the job that writes it
 * @param key its key
 * @param saveAs the name under which a browser saves it; null for the last part of the key
 */
public record FileKey(String job, String key, String saveAs) {

  /** Where the bytes lie that are too few for a part, until the next slice. */
  String rest(int number) {
    return key + ".rest-" + job + "-" + number;
  }
}
