package dev.leadlog.importing;

/**
 * The beginning of a line of a file.
 *
 * @param offset of its first byte
 * @param line its number, counted from 1
 */
record FilePosition(long offset, int line) {}
