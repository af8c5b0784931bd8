package dev.leadlog.operations;

import org.jboss.logging.Logger;

/**
 * Logs who has read a person's answers or exported rows: the caller and the ids, never the content.
 */
final class AccessLog {

  private static final Logger LOG = Logger.getLogger(AccessLog.class);

  /**
   * @param which an id, or the filter of an export
   * @param by the caller, as in the history
   */
  static void log(String what, Object which, String by) {
    LOG.infof("%s %s was read by %s", what, which, by);
  }

  private AccessLog() {}
}
