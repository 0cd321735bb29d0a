import json
import os

import boto3

BUCKET = os.environ["AUDIT_BUCKET"]


class AuditLog:
    def __init__(self, bucket):
        self.bucket = boto3.resource("s3").Bucket(bucket)

    def append(self, entry):
        self.bucket.put_object(Key=f"audit/{entry['id']}.json", Body=json.dumps(entry))


def lambda_handler(event, context):
    log = AuditLog(BUCKET)
    for record in event["Records"]:
        log.append(json.loads(record["body"]))
