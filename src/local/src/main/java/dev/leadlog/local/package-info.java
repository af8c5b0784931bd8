/**
 * The whole product in one process on a laptop: the resources and handlers that are deployed, an
 * SQS loop and a timer where AWS has event sources and schedules, DynamoDB Local and the SQS server
 * beside it, and the simulated Meta in front. It starts at {@link dev.leadlog.local.LocalMain}.
 */
package dev.leadlog.local;
