/**
 * Stands in for AWS on a laptop and in tests: DynamoDB Local, an SQS server, a parameter store,
 * files and topics, in a process of their own, with the tables, queues and topics that {@code
 * template.yaml} names. The door is {@link dev.leadlog.emulators.Emulators}.
 */
package dev.leadlog.emulators;
