import sharp from 'sharp'

export const shrink = (image) => sharp(image).resize(256).toBuffer()
