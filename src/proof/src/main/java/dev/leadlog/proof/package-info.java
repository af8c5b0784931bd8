/**
 * Runs the packages that are deployed as Lambda runs them, against DynamoDB Local, the SQS server
 * and the simulated Meta: {@link dev.leadlog.proof.Smoke} shows that each answers its events,
 * {@link dev.leadlog.proof.Benchmark} how fast, and {@link dev.leadlog.proof.Restarts} that the
 * laptop's data folder survives kill -9. Never part of a Lambda.
 */
package dev.leadlog.proof;
