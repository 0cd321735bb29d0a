import { renderJson } from './json.ts'
import type { Render } from './presentation.ts'
import { renderText } from './text.ts'

/** Every format by the name that `--format` knows it by. */
export const formats: ReadonlyMap<string, Render> = new Map([
  ['text', renderText],
  ['json', renderJson],
])
