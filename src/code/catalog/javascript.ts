import type { Catalog } from './catalog.ts'
import { credentials } from './javascript/credentials.ts'
import { documents } from './javascript/documents.ts'
import { environment } from './javascript/environment.ts'
import { parameters } from './javascript/parameters.ts'
import { sdkV2 } from './javascript/sdk-v2.ts'
import { sdkV3 } from './javascript/sdk-v3.ts'
import { serviceCalls } from './javascript/services.ts'
import { methods, standard } from './javascript/standard.ts'
import { uploads } from './javascript/uploads.ts'
import { serviceMentions } from './services.ts'

/** What JavaScript and TypeScript programs call. */
export const javascript: Catalog = {
  calls: [
    ...sdkV3.calls,
    ...sdkV2.calls,
    ...credentials.calls,
    ...serviceCalls.calls,
    ...uploads.calls,
    ...documents.calls,
    ...environment.calls,
    ...parameters.calls,
    ...standard.calls,
  ],
  members: [
    ...sdkV3.members,
    ...documents.members,
    ...uploads.members,
    ...parameters.members,
    ...credentials.members,
    ...standard.members,
  ],
  methods,
  membersAreEntries: true,
  nullIsAnArgument: false,
  mentions: new RegExp(
    `${/s3|minio|\beval\b|\bnew Function\b|\bimport\s*\(\s*[^'"`\s]|\brequire\s*\(\s*[^'"`\s]/.source}|${serviceMentions}`,
  ),
  storing: /s3|storage|upload|objectstore|(?:put|save|store|write|copy|archive|export)\w{0,40}(?:object|bucket|file|blob)/i,
  notStoring:
    /^(?:@google-cloud|@azure|firebase|minio|multer|@nestjs|aws-cdk-lib|@aws-cdk|localforage|redux-persist)\b|(?:^|\.)(?:get|read|list|download|load|fetch|parse|head|delete|is|has)[^.]*$/i,
}
