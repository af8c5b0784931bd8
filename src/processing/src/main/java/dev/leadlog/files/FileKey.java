package dev.leadlog.files;

/**
 * The location of a file in the import bucket.
 *
 * @param job the id of the job that writes it
 * @param key its key
 * @param saveAs the file name for a download; null for the last part of the key
 */
public record FileKey(String job, String key, String saveAs) {

  /**
   * Returns the key of the object that holds the bytes after the last part until the next slice.
   */
  String rest(int number) {
    return key + ".rest-" + job + "-" + number;
  }
}
