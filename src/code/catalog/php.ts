import type { Catalog } from './catalog.ts'
import { awsSdk } from './php/sdk.ts'
import { fieldOfGetter, methods, standard } from './php/standard.ts'
import { storage } from './php/storage.ts'

/** What PHP programs call: classes by their full names, functions by their plain ones. */
export const php: Catalog = {
  calls: [...awsSdk.calls, ...storage.calls, ...standard.calls],
  members: [...awsSdk.members, ...standard.members],
  methods,
  membersAreEntries: true,
  nullIsAnArgument: true,
  containersMakeParameters: true,
  // A class or a file that is chosen at run time may be any.
  mentions:
    /s3|\beval\s*\(|\bnew\s+\$|\$\w+\s*::|->\s*(?:\$|\{)|\bcall_user_func|\b(?:require|include)(?:_once)?\b[^;'"]{0,200}\$|\bStorage::/,
  storing: /s3|storage|upload|objectstore|(?:put|save|store|write|copy|archive|export)\w{0,40}(?:object|bucket|file|blob)/i,
  notStoring:
    /^(?:Google\\Cloud|MicrosoftAzure|Monolog|Psr|PhpOffice|Symfony\\Component\\(?:HttpFoundation|Console))\b|^[a-z_]\w*$|(?:^|\.)(?:get|read|list|download|load|fetch|parse|head|delete|is|has|set|with)[^.]*$/i,
  fieldOfGetter,
}
