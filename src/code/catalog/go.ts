import type { Catalog } from './catalog.ts'
import { buckets } from './go/buckets.ts'
import { credentials } from './go/credentials.ts'
import { documents } from './go/documents.ts'
import { eventField } from './go/events.ts'
import { s3 } from './go/s3.ts'
import { serviceCalls } from './go/services.ts'
import { methods, standard } from './go/standard.ts'
import { serviceMentions } from './services.ts'

/** What Go programs call. */
export const go: Catalog = {
  calls: [...s3.calls, ...credentials, ...buckets.calls, ...serviceCalls.calls, ...documents.calls, ...standard.calls],
  members: [...s3.members, ...documents.members, ...standard.members],
  methods,
  membersAreEntries: true,
  nullIsAnArgument: true,
  eventField,
  librariesFill: true,
  findsMethodsByName: true,
  mentions: new RegExp(`s3|blob|minio|objstore|${serviceMentions}`),
  storing:
    /\bs3|s3\w{0,40}$|storage|upload|objectstore|gocloud\.dev\/blob|(?:put|save|store|write|copy|archive|export)\w{0,40}(?:object|bucket|blob)/i,
  notStoring:
    /^(?:github\.com\/aws\/aws-lambda-go|cloud\.google\.com|github\.com\/Azure|google\.golang\.org|mime\/multipart|net\/http)\b|(?:^|\.)(?:get|read|list|download|load|fetch|parse|head|delete|is|has)[^.]*$/i,
}
