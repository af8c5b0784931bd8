#!/bin/sh
# Creates the tables, queues, the bucket and the topic of template.yaml, each under its logical id, and the secrets that it reads.
# LocalStack runs it when it is ready. It can be run several times, and manually against any other endpoint.
# It does not create /leadlog/app/system-user-token, because there is no real token.
set -eu

region=us-east-1
if command -v awslocal >/dev/null 2>&1; then
  aws() { awslocal --region "$region" "$@"; }
else
  # No real credentials are used; with these, LocalStack uses the account 000000000000.
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_PAGER=
  aws() { command aws --endpoint-url "${AWS_ENDPOINT_URL:-http://localhost:4566}" --region "$region" "$@"; }
fi

# ---- Tables ----

# table NAME DEFINITION
table() {
  if aws dynamodb describe-table --table-name "$1" >/dev/null 2>&1; then
    echo "table $1 is there"
    return
  fi
  aws dynamodb create-table --table-name "$1" --billing-mode PAY_PER_REQUEST --cli-input-json "$2" >/dev/null
  aws dynamodb wait table-exists --table-name "$1"
  echo "table $1 created"
}

list_columns='{
  "ProjectionType": "INCLUDE",
  "NonKeyAttributes": [
    "pageId", "adId", "formId", "createdTime", "receivedTime", "source", "platform", "organic", "test", "status",
    "reason", "errorMessage", "remedy", "configReference", "leadForm", "leadDocReference", "retryAt", "deliveries"
  ]
}'

table LeadLogs '{
  "AttributeDefinitions": [
    { "AttributeName": "leadgenId", "AttributeType": "S" },
    { "AttributeName": "receivedShard", "AttributeType": "S" },
    { "AttributeName": "statusShard", "AttributeType": "S" },
    { "AttributeName": "pageShard", "AttributeType": "S" },
    { "AttributeName": "receivedKey", "AttributeType": "S" },
    { "AttributeName": "dueShard", "AttributeType": "S" },
    { "AttributeName": "dueAt", "AttributeType": "S" }
  ],
  "KeySchema": [{ "AttributeName": "leadgenId", "KeyType": "HASH" }],
  "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES" },
  "GlobalSecondaryIndexes": [
    {
      "IndexName": "byReceived",
      "KeySchema": [
        { "AttributeName": "receivedShard", "KeyType": "HASH" },
        { "AttributeName": "receivedKey", "KeyType": "RANGE" }
      ],
      "Projection": '"$list_columns"'
    },
    {
      "IndexName": "byStatus",
      "KeySchema": [
        { "AttributeName": "statusShard", "KeyType": "HASH" },
        { "AttributeName": "receivedKey", "KeyType": "RANGE" }
      ],
      "Projection": '"$list_columns"'
    },
    {
      "IndexName": "byPage",
      "KeySchema": [
        { "AttributeName": "pageShard", "KeyType": "HASH" },
        { "AttributeName": "receivedKey", "KeyType": "RANGE" }
      ],
      "Projection": '"$list_columns"'
    },
    {
      "IndexName": "due",
      "KeySchema": [
        { "AttributeName": "dueShard", "KeyType": "HASH" },
        { "AttributeName": "dueAt", "KeyType": "RANGE" }
      ],
      "Projection": { "ProjectionType": "KEYS_ONLY" }
    }
  ]
}'

table PageConfigs '{
  "AttributeDefinitions": [{ "AttributeName": "pageId", "AttributeType": "S" }],
  "KeySchema": [{ "AttributeName": "pageId", "KeyType": "HASH" }]
}'

table Leads '{
  "AttributeDefinitions": [{ "AttributeName": "leadgenId", "AttributeType": "S" }],
  "KeySchema": [{ "AttributeName": "leadgenId", "KeyType": "HASH" }]
}'

table Bookkeeping '{
  "AttributeDefinitions": [
    { "AttributeName": "pk", "AttributeType": "S" },
    { "AttributeName": "sk", "AttributeType": "S" }
  ],
  "KeySchema": [
    { "AttributeName": "pk", "KeyType": "HASH" },
    { "AttributeName": "sk", "KeyType": "RANGE" }
  ]
}'

# ---- Queues ----

# queue NAME ATTRIBUTES
queue() {
  # Creating a queue that exists with other attributes fails, so the attributes are set afterwards.
  url=$(aws sqs create-queue --queue-name "$1" --query QueueUrl --output text)
  aws sqs set-queue-attributes --queue-url "$url" --attributes "$2" >/dev/null
  echo "queue $1 is there"
}

queue DeadLetterQueue '{ "MessageRetentionPeriod": "1209600" }'
dead_letters=$(aws sqs get-queue-attributes --queue-url "$url" --attribute-names QueueArn \
  --query Attributes.QueueArn --output text)

with_redrive='{
  "VisibilityTimeout": "720",
  "MessageRetentionPeriod": "1209600",
  "RedrivePolicy": "{\"deadLetterTargetArn\":\"'"$dead_letters"'\",\"maxReceiveCount\":20}"
}'
queue LeadQueue "$with_redrive"
queue BacklogQueue "$with_redrive"
queue JobQueue "$with_redrive"

# ---- Files: bucket names are lower case ----

aws s3api head-bucket --bucket importbucket >/dev/null 2>&1 || aws s3api create-bucket --bucket importbucket >/dev/null
echo "bucket importbucket is there"

# ---- Topic of alarms and the daily mail ----

aws sns create-topic --name AlarmTopic >/dev/null
echo "topic AlarmTopic is there"

# ---- Secrets ----

# secret NAME VALUE
secret() {
  aws ssm put-parameter --name "$1" --value "$2" --type SecureString --overwrite >/dev/null
  echo "parameter $1 is there"
}

secret /leadlog/app/secrets local-app-secret
secret /leadlog/app/verify-token local-verify-token
