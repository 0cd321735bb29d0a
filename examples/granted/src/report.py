import os

from store import save


def handler(event, context):
    save(os.environ["BUCKET"], f"{os.environ['PREFIX']}/{context.aws_request_id}.txt", str(event))
