const PREFIX = 'thumbnails'

export const thumbnailKey = (key) => `${PREFIX}/${key.split('/').pop()}`
