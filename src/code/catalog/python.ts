import type { Catalog } from './catalog.ts'
import { boto3 } from './python/boto3.ts'
import { documents, pathMethods } from './python/documents.ts'
import { environment } from './python/environment.ts'
import { eventField } from './python/events.ts'
import { files } from './python/files.ts'
import { frames } from './python/frames.ts'
import { parameters } from './python/parameters.ts'
import { paths } from './python/paths.ts'
import { queries } from './python/queries.ts'
import { methods, standard } from './python/standard.ts'
import { serviceMentions } from './services.ts'

/** What Python programs call. */
export const python: Catalog = {
  calls: [
    ...boto3.calls,
    ...files.calls,
    ...documents.calls,
    ...paths.calls,
    ...frames.calls,
    ...queries.calls,
    ...environment.calls,
    ...parameters.calls,
    ...standard.calls,
  ],
  members: [
    ...boto3.members,
    ...documents.members,
    ...parameters.members,
    ...paths.members,
    ...frames.members,
    ...standard.members,
  ],
  methods: { ...methods, text: [...methods.text, ...pathMethods] },
  foldersOfPaths: ['parent'],
  membersAreEntries: false,
  eventField,
  nullIsAnArgument: true,
  mentions: new RegExp(
    `s3|smart_open|fsspec|pyarrow|cloudpathlib|upath|awswrangler|pyathena|deltalake|zarr|minio|\\beval\\b|\\bexec\\b|import_module|__import__|${serviceMentions}`,
  ),
  storing: /s3|storage|upload|objectstore|(?:put|save|store|write|copy|archive|export)\w{0,40}(?:object|bucket|file|blob)/i,
  notStoring:
    /^(?:google|azure|minio|fastapi|starlette|flask|werkzeug|django|pytest)\b|(?:^|\.)(?:get|read|list|download|load|fetch|parse|head|delete|is|has)_?[^.]*$/i,
}
