import csv
import datetime
import io
import os

import boto3

s3 = boto3.client("s3")


def as_csv(rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def handler(event, context):
    day = datetime.date.today().isoformat()
    s3.put_object(
        Bucket=os.environ["REPORTS_BUCKET"],
        Key=f"reports/{day}.csv",
        Body=as_csv(event["rows"]),
    )
