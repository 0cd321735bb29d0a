import { csharpWiring } from '../scan/csharp-imports.ts'
import type { Catalog } from './catalog.ts'
import { credentials } from './csharp/credentials.ts'
import { eventField } from './csharp/events.ts'
import { simpleStorage } from './csharp/s3.ts'
import { methods, standard } from './csharp/standard.ts'

/** What C# programs call. Namespaces are written with `/`, so that a type is told from them: `Amazon/S3.AmazonS3Client`. */
export const csharp: Catalog = {
  calls: [...simpleStorage.calls, ...credentials, ...standard.calls],
  members: [...simpleStorage.members, ...standard.members],
  methods,
  membersAreEntries: false,
  nullIsAnArgument: true,
  mentions: new RegExp(`s3|${csharpWiring.source}`),
  storing: /s3|storage|upload|objectstore|(?:put|save|store|write|copy|archive|export)\w{0,40}(?:object|bucket|file|blob)/i,
  notStoring:
    /^(?:System|Microsoft|Newtonsoft|Serilog|NLog|Amazon|AWS|Azure|Google|Minio|MediatR|AutoMapper|Polly|Dapper|Npgsql)\b|^\w+\(|\.(?:Get|Read|List|Download|Load|Fetch|Parse|Head|Delete|Is|Has|Set|With)[^.]*$/,
  eventField,
}
