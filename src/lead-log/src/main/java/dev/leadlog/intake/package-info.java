/**
 * Records new leads. The entry point is {@link dev.leadlog.intake.Intake}: it writes the log and
 * sends the message at the same time, and either of the two alone is enough. {@link
 * dev.leadlog.intake.LeadMessage} is the format of a message.
 */
package dev.leadlog.intake;
