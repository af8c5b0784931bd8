/**
 * AWS services for local mode and tests: DynamoDB Local and servers for SQS, SSM, S3 and SNS in a
 * separate process, with the tables, queues and topics of {@code template.yaml}. The entry point is
 * {@link dev.leadlog.emulators.Emulators}.
 */
package dev.leadlog.emulators;
