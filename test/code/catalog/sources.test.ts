import { expect, test } from 'vitest'
import { languages } from '../../../src/code/languages.ts'

test.each(languages.map((language) => [language.id, language] as const))(
  'rows of %s that write say where that is written',
  async (_, language) => {
    const { calls } = await language.loadCatalog()
    const unproven = calls.filter(({ writes }) => writes && !/^https:\/\/\S+$/.test(writes.source ?? ''))
    expect(unproven.map(({ call, on }) => `${on[0]}.${call[0]}`)).toEqual([])
  },
)
