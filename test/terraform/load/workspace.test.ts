import { expect, test } from 'vitest'
import { noInputs } from '../../../src/terraform/load/root-inputs.ts'
import { answerIn } from './answers.ts'

const asked = 'terraform.workspace'

test('the workspace is the one that is given, else the one that is selected', async () => {
  const files = { '.terraform/environment': 'staging\n' }
  expect(await answerIn(files, asked)).toBe('staging')
  expect(await answerIn(files, asked, { ...noInputs, workspace: 'prod' })).toBe('prod')
})

test('with none selected it is not known, and the reason says how to give it', async () => {
  expect(await answerIn({}, asked)).toBe('unknown: no workspace is selected (--workspace names one)')
})

test('the data directory is where TF_DATA_DIR says, from the root module on', async () => {
  const files = { 'infra/data/environment': 'staging', 'infra/.terraform/environment': 'other' }
  expect(await answerIn(files, asked, { ...noInputs, dataDir: 'data' }, 'infra')).toBe('staging')
})
