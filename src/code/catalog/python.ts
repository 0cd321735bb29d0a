import type { Catalog } from './catalog.ts'
import { boto3 } from './python/boto3.ts'
import { files } from './python/files.ts'
import { methods, standard } from './python/standard.ts'

/** What Python programs call. */
export const python: Catalog = {
  calls: [...boto3.calls, ...files.calls, ...standard.calls],
  members: [...boto3.members, ...standard.members],
  methods,
  membersAreEntries: false,
  nullIsAnArgument: true,
  mentions: /s3|smart_open|fsspec|pyarrow|numpy|cloudpathlib|awswrangler|\beval\b|\bexec\b|import_module|__import__/,
  storing: /s3|storage|upload|objectstore|(?:put|save|store|write|copy|archive|export)\w*(?:object|bucket|file|blob)/i,
  notStoring:
    /^(?:google|azure|minio|fastapi|starlette|flask|werkzeug|django|pytest)\b|(?:^|\.)(?:get|read|list|download|load|fetch|parse|head|delete|is|has)_?[^.]*$/i,
}
