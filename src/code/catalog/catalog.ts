/**
 * What is known of libraries, as rows. Names are what a program can reach from an import or a global (`boto3.client`,
 * `process.env`), or the name that a row gives to what a call returns (`s3.client`), followed by members.
 */
export interface Catalog {
  readonly calls: readonly CallRow[]
  readonly members: readonly MemberRow[]
  /** Methods that the language gives to its own values. */
  readonly methods: Readonly<
    Record<'text' | 'list' | 'object' | 'function' | 'any', readonly (readonly [Primitive, readonly string[]])[]>
  >
  /** `o.x` is `o["x"]`, as in JavaScript. */
  readonly membersAreEntries: boolean
  /** `None` takes the place of a parameter's default; `undefined` does not. */
  readonly nullIsAnArgument: boolean
  /** The event's own name for a field that the program reads by another one. */
  readonly eventField?: (name: string, path: readonly string[]) => string | readonly string[]
  /** Every method is one of the program's types: where it is not known whose, any of that name may be meant. */
  readonly findsMethodsByName?: boolean
  /** A parameter of which only its type is known, a class of the program, is an instance that a container has made. */
  readonly containersMakeParameters?: boolean
  /** Members of a path that are its folder: `Path(file).parent`. */
  readonly foldersOfPaths?: readonly string[]
  /** What a library is given, it may give values to: pointers in Go. */
  readonly librariesFill?: boolean
  /** Words of which every program has one that writes, or of which more than that cannot be told without following it. */
  readonly mentions: RegExp
  /** Names of libraries and their functions that may store objects: calling one that is not in the package leaves the analysis incomplete. */
  readonly storing: RegExp
  /** Names among these that do not. */
  readonly notStoring: RegExp
  /** In languages that read fields by methods: the field of the event that a method reads, `getRecords` is `Records`, `getBucket` may be `s3.bucket`. */
  readonly fieldOfGetter?: (method: string, path: readonly string[]) => string
  /** What the user has said of libraries of their own: see `add-calls.ts`. */
  readonly added?: AddedCalls
}

export interface AddedCalls {
  readonly rows: readonly CallRow[]
  readonly modules: readonly AddedModule[]
  readonly mentions: RegExp
}

export interface AddedModule {
  /** As the program imports it. */
  readonly imported: string
  /** The catalogue's name for it. */
  readonly name: string
  /** Of its members, the catalogue's names for those that rows are about; null if that is the module as a whole. */
  readonly members: ReadonlyMap<string, string> | null
}

export interface CallRow {
  /** What the call is made on; `*` for a receiver of which nothing is known. */
  readonly on: readonly string[]
  /** The names that are called; `()` to call the thing itself, `*` for any that no row has. `new` is a call too. */
  readonly call: readonly string[]
  readonly when?: Condition
  /** The name of the result. */
  readonly gives?: string
  /** Arguments that the result keeps, by the API's names. */
  readonly binds?: Readonly<Record<string, ArgumentPath>>
  readonly writes?: WriteRow
  readonly does?: Primitive
  /** The result is this argument. */
  readonly takes?: ArgumentPath
  /** The result is what calling this argument gives. */
  readonly callsArgument?: ArgumentPath
  /** What `does` has as its receiver is the function's first argument. */
  readonly receives?: 'first-argument'
  /** The result is the first of two, of which the other is an error or says whether there is one. */
  readonly fails?: boolean
  /** Fields of this argument are read from another one, by their tags or names. */
  readonly fills?: { readonly target: ArgumentPath; readonly from: ArgumentPath | 'environment'; readonly tag: string }
  /** The commands at this argument are sent by the client that it is called on. */
  readonly sends?: ArgumentPath
  /** The result is the environment variable of this name, or what is used if that is not set. */
  readonly variable?: { readonly name: ArgumentPath; readonly otherwise?: ArgumentPath }
  /** What it is called on is a request that is now sent. */
  readonly sendsReceiver?: true
  /** The client or configuration at this argument is used, with its credentials: of several, the first that has any. */
  readonly client?: ArgumentPath
  /** Functions among the arguments are given an object of this type, whose entries the result keeps under other names. */
  readonly configures?: { readonly type: string; readonly binds: Readonly<Record<string, string>> }
  /** The commands at this argument are only signed. */
  readonly defers?: ArgumentPath
  /** The result is an object of this type with the entries of `binds`, which rows on that type may set: a builder. */
  readonly makes?: string
  /** Entries that the call sets on its receiver, which is the result. */
  readonly sets?: Readonly<Record<string, ArgumentPath>>
  /** A function in place of the first argument is given an object of this type to fill, which is the argument then. */
  readonly builds?: string
}

/** `Bucket`: the argument of that name. `1`: the second one. `0.params.Bucket`: its field. `@Bucket`: what `binds` kept. `|`: or else. */
export type ArgumentPath = string

/** What the program does not say: a variable that the library reads itself, or always the same text. */
export type Fixed = { readonly env: string } | { readonly text: string }

export interface Condition {
  readonly argument: ArgumentPath
  /** The argument is a text, and no object that says more. */
  readonly is?: 'text'
  /** Left out: the row holds if there is such an argument. */
  readonly matches?: RegExp
  /** Whether the row holds if there is no such argument. */
  readonly absent?: boolean
  /** The row holds only if what is known of the argument's text matches, in which an unknown part is `\\0`: for plain names. */
  readonly isKnown?: true
}

export interface WriteRow {
  /** The row's SDK, for messages. */
  readonly sdk: string
  /** The address of the library's own documentation or source that says so. */
  readonly source: string
  /** `=`: the operation is called as the method is: `put_object`, `PutObjectCommand`. */
  readonly operation: string
  readonly bucket?: ArgumentPath | Fixed
  readonly key?: ArgumentPath | Fixed
  /** The key only begins so: the library or service goes on, behind a `/` if it is a folder. A name is one unless it ends in `/`. */
  readonly keyIs?: 'prefix' | 'folder' | 'name'
  /** The bucket may have a folder behind it, `bucket/folder`, which becomes the beginning of the key. */
  readonly bucketMayHoldFolder?: true
  /** Instead of bucket and key: `s3://bucket/key`; with a key of its own, `s3://bucket?options`. */
  readonly uri?: ArgumentPath | Fixed
  /** What is a bucket even without `s3://` before it. */
  readonly isAlwaysS3?: boolean
  /** Why the call writes without saying where: ends the sentence "not known, because …". */
  readonly unsaid?: string
  /** Objects whose fields are parameters; `**` for all named arguments. */
  readonly parameters?: readonly ArgumentPath[]
  /** The API's names of parameters that the library calls otherwise; null for what is none. */
  readonly names?: Readonly<Record<string, string | null>>
  /** Arguments that are parameters under another name, by the API's. */
  readonly named?: Readonly<Record<string, ArgumentPath>>
  readonly deferred?: boolean
  /** Arguments without which a call on an unknown receiver is no write. */
  readonly needs?: readonly ArgumentPath[]
  /** Arguments without which the call writes nothing. */
  readonly given?: readonly ArgumentPath[]
  readonly certainty?: 'possible'
}

export interface MemberRow {
  readonly name: string
  readonly gives?: string
  /** `file` and `folder` are those of the module that says so, where AWS unpacks them. */
  readonly is?: 'environment' | 'ssm' | 'secret' | 'nothing' | 'file' | 'folder'
  /** A constant. */
  readonly text?: string
}

/** What the flow can do with values by itself: see `flow/primitives`. */
export type Primitive =
  | 'same'
  | 'first-argument'
  | 'environment-variable'
  | 'environment'
  | 'ssm-parameter'
  | 'ssm-parameters'
  | 'ssm-parameters-by-name'
  | 'secret'
  | 'text-lower'
  | 'text-upper'
  | 'text-replace'
  | 'text-replace-first'
  | 'text-format'
  | 'text-format-arguments'
  | 'text-join'
  | 'text-split'
  | 'text-split-times'
  | 'text-split-times-from-end'
  | 'text-split-pattern'
  | 'text-partition'
  | 'text-partition-from-end'
  | 'text-dedent'
  | 'text-format-map'
  | 'text-substitute'
  | 'text-expand-variables'
  | 'text-interleave'
  | 'text-concat'
  | 'text-of'
  | 'text-strip'
  | 'text-strip-start'
  | 'text-strip-end'
  | 'text-trim-start'
  | 'text-trim-end'
  | 'path-join'
  | 'path-join-all'
  | 'path-base'
  | 'path-folder'
  | 'path-extend'
  | 'list-with'
  | 'list-append'
  | 'list-prepend'
  | 'list-insert'
  | 'list-take-last'
  | 'list-take-first'
  | 'list-at'
  | 'list-slice'
  | 'list-reverse'
  | 'list-sort'
  | 'list-new'
  | 'list-repeat'
  | 'list-extend'
  | 'list-element'
  | 'list-join'
  | 'list-map'
  | 'list-filter'
  | 'list-of'
  | 'list-zip'
  | 'list-enumerate'
  | 'list-flatten'
  | 'object-get'
  | 'object-set'
  | 'object-merge'
  | 'object-keys'
  | 'object-values'
  | 'object-entries'
  | 'object-of'
  | 'object-from-entries'
  | 'object-default'
  | 'object-with'
  | 'object-remove'
  | 'object-take'
  | 'class-of-fields'
  | 'file-open'
  | 'file-text'
  | 'file-url'
  | 'file-of-module'
  | 'decode-json'
  | 'decode-yaml'
  | 'decode-toml'
  | 'decode-ini'
  | 'decode-properties'
  | 'decode-variables'
  | 'decode-file'
  | 'fill-from-file'
  | 'read-variables'
  | 'load-variables'
  | 'load-variables-over'
  | 'entry-at-path'
  | 'call-with-event'
  | 'call-with-event-first'
  | 'configuration-section'
  | 'configuration-value'
  | 'property'
  | 'property-text'
  | 'resource'
  | 'call-handler'
  | 'call-each'
  | 'call-first'
  | 'call-first-with-list'
  | 'call-each-with-list'
  | 'call-second'
  | 'module'
  | 'call-with-receiver'
  | 'call-target'
  | 'function-invoke'
  | 'function-apply'
  | 'function-call'
  | 'function-bind'
  | 'partial'
  | 'make-instance'
  | 'member-get'
  | 'member-set'
  | 'import-module'
  | 'choose'
  | 'without-nothing'
  | 'schema-parse'
  | 'schema-parse-first'
  | 'schema-attempt'
  | 'schema-clean'
  | 'runs-command'
  | 'runs-text'
  | 'itself'
  | 'block-each'
  | 'block-select'
  | 'block-find'
  | 'block-map'
  | 'block-flat-map'
  | 'block-map-values'
  | 'block-to-object'
  | 'object-with-default'
  | 'block-with-index'
  | 'block-with-object'
  | 'block-inject'
  | 'block-groups'
  | 'block-tap'
  | 'block-then'
  | 'block-times'
  | 'block-evaluate'
  | 'list-first'
  | 'object-merged'
  | 'object-merge-into'
  | 'append-or-join'
  | 'call-member'
  | 'define-member'
  | 'class-of'
  | 'class-mix'
