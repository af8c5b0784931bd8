/**
 * The lead log: one record for every lead that Meta ever announced, its states, and its store in
 * DynamoDB. The doors are {@link dev.leadlog.log.LeadLogs}, which workers write through, {@link
 * dev.leadlog.log.LeadLogsByHand}, which people write through, and {@link
 * dev.leadlog.log.LeadLogList}, which reads many.
 */
package dev.leadlog.log;
