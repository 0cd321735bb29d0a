import type { Catalog } from './catalog.ts'
import { environment } from './javascript/environment.ts'
import { parameters } from './javascript/parameters.ts'
import { sdkV2 } from './javascript/sdk-v2.ts'
import { sdkV3 } from './javascript/sdk-v3.ts'
import { methods, standard } from './javascript/standard.ts'

/** What JavaScript and TypeScript programs call. */
export const javascript: Catalog = {
  calls: [...sdkV3.calls, ...sdkV2.calls, ...environment.calls, ...parameters.calls, ...standard.calls],
  members: [...sdkV3.members, ...parameters.members, ...sdkV2.members, ...standard.members],
  methods,
  membersAreEntries: true,
  nullIsAnArgument: false,
  mentions: /s3|\beval\b|\bnew Function\b|\bimport\s*\(\s*[^'"`\s]|\brequire\s*\(\s*[^'"`\s]/,
  storing: /s3|storage|upload|objectstore|(?:put|save|store|write|copy|archive|export)\w{0,40}(?:object|bucket|file|blob)/i,
  notStoring:
    /^(?:@google-cloud|@azure|firebase|minio|multer|@nestjs|aws-cdk-lib|@aws-cdk|localforage|redux-persist)\b|(?:^|\.)(?:get|read|list|download|load|fetch|parse|head|delete|is|has)[^.]*$/i,
}
