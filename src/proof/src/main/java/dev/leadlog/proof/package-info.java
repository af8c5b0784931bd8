/**
 * Runs the deployed packages as Lambda runs them, against DynamoDB Local, the SQS server and the
 * simulated Meta: {@link dev.leadlog.proof.Smoke} checks that each answers its events, {@link
 * dev.leadlog.proof.Benchmark} measures them, and {@link dev.leadlog.proof.Restarts} checks that a
 * local data folder survives kill -9. It is never part of a Lambda function.
 */
package dev.leadlog.proof;
