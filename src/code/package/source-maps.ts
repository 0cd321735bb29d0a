import { resolve } from 'node:path'
import type { SourceFile } from '../../source/source-file.ts'
import { type Disk, fileAt, kindOf } from './disk.ts'
import type { SourceMaps } from './package-source.ts'
import { walk } from './walk.ts'

const maximumEntries = 100_000

export const sourceMapsOf = (disk: Disk): SourceMaps => ({
  mapOf: (file) => {
    const url = /\/[/*][#@] ?sourceMappingURL=([^\s*]+)/.exec(file.text.slice(lastComment(file.text)))?.[1]
    if (url?.startsWith('data:')) return inlineMap(url)
    const place = disk.places.get(file)
    // A map that is not named may still lie there: `--sourcemap=external`.
    const names = [...(url === undefined || /^[a-z][\w+.-]*:|^\//i.test(url) ? [] : [decoded(url)]), `${place?.name}.map`]
    for (const name of names) {
      const map = place?.beside(name)
      if (map) return map.text
    }
    return undefined
  },
  sourceOf: (file, name, content) => {
    const place = disk.places.get(file)
    if (!place) return undefined
    const fits = (source: SourceFile | undefined): source is SourceFile =>
      source !== undefined && (content === null || withoutReturns(source.text) === withoutReturns(content))
    const path = name.replace(/^webpack:\/\/[^/]*\//, '').replace(/^(?:\.\/)+/, '')
    if (/^[a-z][\w+.-]*:/i.test(path)) return undefined
    const evident = resolve(place.folder, path)
    const direct = kindOf(disk, evident) === 'file' ? fileAt(disk, evident)() : undefined
    if (fits(direct)) return direct
    // The bundle was packed, and its map speaks of where it was built.
    const tail = path.replace(/^(?:\.{0,2}\/)+/, '')
    if (content === null && !tail.includes('/')) return undefined
    const { paths, truncated } = walk(disk, disk.boundary, { limit: maximumEntries })
    const named = truncated ? [] : paths.filter((each) => each === tail || each.endsWith(`/${tail}`)).slice(0, 20)
    const fitting = named.map((each) => fileAt(disk, resolve(disk.boundary, each))()).filter(fits)
    return fitting.length === 1 ? fitting[0] : undefined
  },
})

const withoutReturns = (text: string): string => text.replaceAll('\r\n', '\n')

/** Where the last comment that may name a map begins. */
const lastComment = (text: string): number => Math.max(0, text.lastIndexOf('sourceMappingURL=') - 4)

const decoded = (url: string): string => {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}

const inlineMap = (url: string): string | undefined => {
  const [head = '', ...rest] = url.split(',')
  const data = rest.join(',')
  return head.endsWith(';base64') ? Buffer.from(data, 'base64').toString('utf8') : decoded(data)
}
