import { S3 } from '@aws-sdk/client-s3'

interface Order {
  id: string
  lines: string[]
}

const s3 = new S3({})

const exportOrder = async (order: Order): Promise<void> => {
  await s3.putObject({
    Bucket: process.env.EXPORT_BUCKET!,
    Key: `orders/${order.id}.txt`,
    Body: order.lines.join('\n'),
  })
}

export const handler = async (event: { orders: Order[] }): Promise<void> => {
  await Promise.all(event.orders.map(exportOrder))
}
