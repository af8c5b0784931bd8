/**
 * Stands in for AWS on a laptop and in tests: DynamoDB Local, an SQS server and a parameter store,
 * in a process of their own, with the tables and queues that {@code template.yaml} names. The door
 * is {@link dev.leadlog.emulators.Emulators}.
 */
package dev.leadlog.emulators;
