import { describe, expect, test } from 'vitest'
import { decide } from '../../../src/aws/iam/decide.ts'
import { loadManagedPolicies } from '../../../src/aws/iam/managed-policies.ts'
import { bucket, put, s3, varying } from './policies.ts'

const managed = await loadManagedPolicies()
const asked = put(s3(bucket('reports'), '/', varying))
const answer = (name: string, action = 's3:PutObject') => {
  const document = managed.get(name)
  if (!document) throw new Error(`${name} is not in the table.`)
  return decide({ ...asked, action }, [{ name, kind: 'aws-managed', document, location: null }]).outcome
}

describe('policies that AWS manages', () => {
  test.each(['AmazonS3FullAccess', 'AWSLambdaExecute', 'AdministratorAccess', 'PowerUserAccess'])('%s', (name) =>
    expect(answer(name)).toBe(name === 'AWSLambda_FullAccess' ? 'implicit-deny' : 'allow'),
  )
  test.each([
    'service-role/AWSLambdaBasicExecutionRole',
    'service-role/AWSLambdaVPCAccessExecutionRole',
    'AmazonS3ReadOnlyAccess',
    'ReadOnlyAccess',
    'AWSXRayDaemonWriteAccess',
    'job-function/ViewOnlyAccess',
  ])('%s does not let a function write', (name) => expect(answer(name)).toBe('implicit-deny'))
  test('reading is not writing', () => {
    expect(answer('AmazonS3ReadOnlyAccess', 's3:GetObject')).toBe('allow')
    expect(answer('service-role/AWSLambdaBasicExecutionRole', 's3:GetObject')).toBe('implicit-deny')
  })
  test('all that the source has are known, and each can be read', () => {
    expect(managed.size).toBeGreaterThan(1400)
    for (const [name, { statements }] of managed) {
      const complete = statements.every(
        ({ effect, actions, resources }) =>
          typeof effect === 'string' && actions.unknowns.length + (resources?.unknowns.length ?? 1) === 0,
      )
      expect([name, complete]).toEqual([name, true])
    }
  })
  test('one that says nothing of S3 has no statement', () =>
    expect(managed.get('service-role/AWSLambdaBasicExecutionRole')?.statements).toEqual([]))
  test('one that is not known is not there', () => expect(managed.has('AmazonS3WriteOnlyAccess')).toBe(false))
})
