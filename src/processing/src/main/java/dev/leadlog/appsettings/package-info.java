/**
 * The settings of the functions that process leads ({@link
 * dev.leadlog.appsettings.LeadlogSettings}), and their check at the start.
 */
package dev.leadlog.appsettings;
