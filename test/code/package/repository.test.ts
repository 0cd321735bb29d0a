import { expect, test } from 'vitest'
import { checkout } from './checkout.ts'

const handler = 'def handler(event, context):\n    pass\n'

test('the repository around a package is found by patterns, and its files are given by their paths there', async () => {
  const { at, open } = checkout({ 'lambda/app.py': handler, 'shared/store.py': 'BUCKET = 1', 'shared/node_modules/a/b.py': '' })
  const { value } = await open({ candidates: [{ kind: 'archive', sources: [{ kind: 'dir', path: at('lambda'), excludes: [] }] }] })
  expect(value?.repository?.find(/\.py$/)).toEqual(['/repository/lambda/app.py', '/repository/shared/store.py'])
  expect(value?.files.get('/repository/shared/store.py')?.()).toEqual({ path: 'shared/store.py', text: 'BUCKET = 1' })
  expect([...(value?.files.keys() ?? [])]).toEqual(['app.py'])
})

test('no file outside of the repository is given', async () => {
  const { at, open } = checkout({ 'lambda/app.py': handler })
  const { value } = await open({ candidates: [{ kind: 'dir', path: at('lambda') }] })
  expect(value?.files.has('/repository/../../../etc/passwd')).toBe(false)
})
