/**
 * Manual actions on one lead: mark it, correct its payload, erase it. The entry point is {@link
 * dev.leadlog.manual.ManualActions}.
 */
package dev.leadlog.manual;
