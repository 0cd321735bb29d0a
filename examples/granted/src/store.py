import boto3

s3 = boto3.client("s3")


def save(bucket: str, key: str, text: str) -> None:
    s3.put_object(Bucket=bucket, Key=key, Body=text.encode())
