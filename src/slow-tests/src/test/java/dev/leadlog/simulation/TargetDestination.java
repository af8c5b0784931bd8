package dev.leadlog.simulation;

/** A destination of the leads of a page. */
enum TargetDestination {
  LEADS_TABLE,
  FRAPPE,
  HTTP,
  SNS
}
