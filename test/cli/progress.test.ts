import { expect, test } from 'vitest'
import { startProgress } from '../../src/cli/progress.ts'
import { fakeTerminal } from './fake-terminal.ts'

const clear = '\r\u001b[K'

const watch = (columns: number | undefined, times: readonly number[]) => {
  const left = [0, ...times]
  const { terminal, written } = fakeTerminal({
    ...(columns === undefined ? {} : { columns }),
    now: () => left.shift() ?? Number.POSITIVE_INFINITY,
  })
  const progress = startProgress(terminal)
  for (const stage of ['Reading infra', 'Reading code'].slice(0, times.length)) progress.report(stage)
  progress.end()
  return written.errors
}

test('a scan of more than a second shows its stage, and removes it', () => {
  expect(watch(80, [500, 1500])).toBe(`${clear}Reading code…${clear}`)
})

test('a quick scan shows nothing', () => {
  expect(watch(80, [300, 900])).toBe('')
})

test('nothing is shown where nobody watches', () => {
  expect(watch(undefined, [1500, 2500])).toBe('')
})

test('the line fits the terminal', () => {
  expect(watch(10, [1500])).toBe(`${clear}Reading …${clear}`)
})
