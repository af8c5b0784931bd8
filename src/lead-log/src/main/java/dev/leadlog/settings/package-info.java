/**
 * What the environment tells a function: {@link dev.leadlog.settings.LeadlogSettings}, read in one
 * place, the {@link dev.leadlog.settings.Secrets} behind some of it, the clock, and where metrics
 * go.
 */
package dev.leadlog.settings;
