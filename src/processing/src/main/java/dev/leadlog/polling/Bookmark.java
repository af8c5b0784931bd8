package dev.leadlog.polling;

import java.time.Instant;

/**
 * Where the reading of a form stands.
 *
 * @param watermark up to where all of its leads are in the log, but for the overlap; null before
 *     the first was found
 * @param place where a reading goes on that did not reach its end; null for none
 * @param triedAt when it was last tried, for the order of the forms; null for never
 * @param readAt when it was last read to its end; null for never
 */
record Bookmark(Instant watermark, Place place, Instant triedAt, Instant readAt) {}
