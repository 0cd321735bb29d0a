import type { Catalog } from './catalog.ts'
import { libraries } from './rust/libraries.ts'
import { rustSdk } from './rust/sdk.ts'
import { eventField, methods, standard } from './rust/standard.ts'

/** What Rust programs call. Paths are written with `.`: `aws_sdk_s3.Client.new`. */
export const rust: Catalog = {
  calls: [...rustSdk.calls, ...libraries.calls, ...standard.calls],
  members: [...rustSdk.members, ...standard.members],
  methods,
  membersAreEntries: true,
  nullIsAnArgument: true,
  eventField,
  fieldOfGetter: (method) => method,
  findsMethodsByName: true,
  mentions: /s3|object_store|opendal|process::Command/,
  storing:
    /s3|storage|upload|object_?store|opendal|(?:put|save|store|write|copy|archive|export)\w{0,40}(?:object|bucket|file|blob)/i,
  notStoring:
    /^(?:std|core|alloc|aws_config|aws_smithy\w*|aws_types|aws_credential\w*|aws_sdk_(?!s3)\w+|aws_lambda_events|lambda_\w+|tokio|serde\w*|azure\w*|google_cloud\w*|tracing\w*)\b|\.(?:get|read|list|download|load|fetch|parse|head|delete|is|has)[^.]*$/i,
}
