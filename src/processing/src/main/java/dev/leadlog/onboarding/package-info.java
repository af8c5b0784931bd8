/**
 * Connects pages: finds the pages of a token, adds them, and compares their forms with the
 * configuration. The entry points are {@link dev.leadlog.onboarding.PageDiscovery} and {@link
 * dev.leadlog.onboarding.FormComparison}.
 */
package dev.leadlog.onboarding;
