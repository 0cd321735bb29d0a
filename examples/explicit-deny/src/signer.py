import boto3

DOCUMENTS = "acme-documents"

s3 = boto3.client("s3")


def sign(document: bytes) -> bytes:
    return document + b"\n-- signed --\n"


def handler(event, context):
    name = event["name"]
    draft = s3.get_object(Bucket=DOCUMENTS, Key=f"drafts/{name}")["Body"].read()
    s3.put_object(Bucket=DOCUMENTS, Key=f"signed/{name}", Body=sign(draft))
