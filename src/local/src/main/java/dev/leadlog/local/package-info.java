/**
 * Runs the whole product in one local process: the deployed resources and handlers, with an SQS
 * loop and a timer in place of event sources and schedules. DynamoDB Local and the SQS server run
 * in a second process; Meta is simulated. The entry point is {@link dev.leadlog.local.LocalMain}.
 */
package dev.leadlog.local;
