package dev.leadlog.importing;

/**
 * The beginning of a line of a file.
 *
 * @param offset the offset of its first byte
 * @param line its number, from 1
 */
record FilePosition(long offset, int line) {}
