/**
 * What every DynamoDB table of the product needs: attribute values and conditional writes. The
 * entry point is {@link dev.leadlog.dynamodb.ConditionalWrites}.
 */
package dev.leadlog.dynamodb;
