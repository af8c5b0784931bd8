package dev.leadlog.simulation;

/** Where a page's leads are to arrive. */
enum Goal {
  LEADS_TABLE,
  FRAPPE,
  HTTP,
  SNS
}
