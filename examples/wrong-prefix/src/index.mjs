import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { thumbnailKey } from './keys.mjs'
import { shrink } from './shrink.mjs'

const s3 = new S3Client({})
const Bucket = process.env.MEDIA_BUCKET

export const handler = async (event) => {
  for (const { s3: { object } } of event.Records) {
    const original = await s3.send(new GetObjectCommand({ Bucket, Key: object.key }))
    const Body = await shrink(await original.Body.transformToByteArray())
    await s3.send(new PutObjectCommand({ Bucket, Key: thumbnailKey(object.key), Body }))
  }
}
