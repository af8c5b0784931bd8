/**
 * Connects pages: finds those that a token opens and adds them, and looks at what forms a page has.
 * The doors are {@link dev.leadlog.onboarding.PageDiscovery} and {@link
 * dev.leadlog.onboarding.FormComparison}.
 */
package dev.leadlog.onboarding;
