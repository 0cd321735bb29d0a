import { javaWiring } from '../scan/java-imports.ts'
import type { Catalog } from './catalog.ts'
import { credentials } from './java/credentials.ts'
import { frameworks } from './java/frameworks.ts'
import { sdkV1 } from './java/sdk-v1.ts'
import { sdkV2 } from './java/sdk-v2.ts'
import { serviceCalls } from './java/services.ts'
import { fieldOfGetter, methods, standard } from './java/standard.ts'
import { serviceMentions } from './services.ts'

/** What Java programs call. Packages are written with `/`, so that a class is told from them: `java/util.List`. */
export const java: Catalog = {
  calls: [...sdkV2.calls, ...sdkV1.calls, ...credentials, ...serviceCalls.calls, ...frameworks.calls, ...standard.calls],
  members: [...sdkV2.members, ...sdkV1.members, ...standard.members],
  methods,
  membersAreEntries: false,
  nullIsAnArgument: true,
  mentions: new RegExp(`s3|minio|${serviceMentions}|${javaWiring.source}`),
  storing:
    /s3|storage|hadoop|jclouds|upload|objectstore|(?:put|save|store|write|copy|archive|export)\w{0,40}(?:object|bucket|file|blob)/i,
  notStoring:
    /^(?:software\/amazon\/awssdk|com\/amazonaws|java|javax|jakarta|com\/google\/cloud|com\/azure|io\/minio|org\/(?:slf4j|apache\/logging))\b|\.(?:get|read|list|download|load|fetch|parse|head|delete|is|has|set|with)[^.]*$/i,
  fieldOfGetter,
}
