/**
 * Connects pages: finds those that a token opens and adds them, and looks at what forms a page has.
 * The doors are {@link dev.leadlog.connecting.Discovering} and {@link
 * dev.leadlog.connecting.FormsOfPage}.
 */
package dev.leadlog.connecting;
