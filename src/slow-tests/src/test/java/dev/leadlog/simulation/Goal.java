package dev.leadlog.simulation;

/** A place where a page's leads are to arrive. */
enum Goal {
  LEADS_TABLE,
  FRAPPE,
  HTTP,
  SNS
}
