/**
 * DynamoDB for every store of the product: attribute values, and the one way to make a conditional
 * write, {@link dev.leadlog.dynamodb.ConditionalWrites}.
 */
package dev.leadlog.dynamodb;
