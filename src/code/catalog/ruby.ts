import type { Catalog } from './catalog.ts'
import { libraries } from './ruby/libraries.ts'
import { s3 } from './ruby/s3.ts'
import { methods, standard } from './ruby/standard.ts'
import { serviceMentions } from './services.ts'

/** What Ruby programs call. Constants are written with dots: `Aws.S3.Client`. */
export const ruby: Catalog = {
  calls: [...s3.calls, ...libraries, ...standard.calls],
  members: [...s3.members, ...standard.members],
  methods,
  membersAreEntries: false,
  nullIsAnArgument: true,
  mentions: new RegExp(
    `s3|fog|shrine|lamby|jets|rack::|\\b(?:eval|instance_eval|class_eval|const_get|constantize|safe_constantize|method_missing|define_method|send|public_send|__send__)\\b|\\b(?:require|require_relative|load)\\s*(?:\\(\\s*)?[^'"\\s(]|\\b(?:require|require_relative|load)\\s*(?:\\(\\s*)?"[^"\\n]*#\\{|${serviceMentions}`,
    'i',
  ),
  storing:
    /s3|storage|upload|attachment|carrierwave|paperclip|objectstore|(?:put|save|store|write|copy|archive|export)\w{0,40}(?:object|bucket|file|blob)/i,
  notStoring:
    /^(?:Google|Azure|Minio|Rack|Sinatra|RSpec|Minitest|File|FileUtils|Dir|IO|Tempfile|Zip|CSV|Pathname|UploadIO|Multipart)\b|\.(?:get|read|list|download|load|fetch|parse|head|delete|is|has|exist)_?[^.]*$/i,
  fieldOfGetter: (name) => name,
}
