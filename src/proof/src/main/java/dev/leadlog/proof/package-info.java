/**
 * Runs the packages that are deployed as Lambda runs them, against DynamoDB Local, the SQS server
 * and the simulated Meta: {@link dev.leadlog.proof.Smoke} shows that each answers its events,
 * {@link dev.leadlog.proof.Benchmark} how fast. Never part of a Lambda.
 */
package dev.leadlog.proof;
