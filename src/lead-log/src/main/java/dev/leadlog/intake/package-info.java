/**
 * The one door by which leads come in: {@link dev.leadlog.intake.Intake} writes the log and sends
 * the message at the same time, and either of the two alone is enough. What a message says is
 * {@link dev.leadlog.intake.LeadMessage}.
 */
package dev.leadlog.intake;
