const { S3Client } = require('@aws-sdk/client-s3')
const { Upload } = require('@aws-sdk/lib-storage')

const client = new S3Client({})

exports.handler = async (event) => {
  const upload = new Upload({
    client,
    params: { Bucket: process.env.UPLOADS, Key: `incoming/${event.name}`, Body: Buffer.from(event.body, 'base64') },
  })
  await upload.done()
}
