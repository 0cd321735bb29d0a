/** Scopes of the npm registry that publish libraries. None of these hides a write to S3 from the catalogue. */
const scopes = `
  @apollo @auth0 @aws @aws-amplify @aws-appsync @aws-cdk @aws-crypto @aws-lambda-powertools @aws-sdk @azure @babel @braintree
  @bugsnag @cdktf @clerk @codegenie @contentful @databricks @datadog @dazn @elastic @emotion @esbuild @eslint @faker-js @fastify
  @ffmpeg @formatjs @google-cloud @googleapis @googlemaps @graphql-tools @grpc @hapi @hono @hubspot @jest @langchain
  @launchdarkly @lumigo @mapbox @middy @modelcontextprotocol @mui @napi-rs @neondatabase @nestjs @newrelic @next @noble
  @notionhq @octokit @okta @opensearch-project @opentelemetry @paralleldrive @pinecone-database @planetscale @prisma @protobufjs
  @pulumi @redis @rollbar @rollup @sanity @segment @sendgrid @sentry @serverless @shopify @sinclair @sindresorhus @slack @smithy
  @sparticuz @splitsoftware @stripe @supabase @swc @tanstack @tensorflow @testing-library @trpc @tsconfig @turf @types
  @typescript-eslint @upstash @vendia @vercel @vitest @vue @xenova @xmldom
`

/** Libraries that Lambda functions use most; none that a team may as well give a module of its own. */
const packages = `
  abort-controller accepts adm-zip ajv ajv-formats ajv-keywords algoliasearch amazon-dax-client amazon-qldb-driver-nodejs
  amqplib apollo-server apollo-server-lambda archiver argon2 argparse async async-retry aws-appsync aws-cdk-lib
  aws-embedded-metrics aws-iot-device-sdk aws-jwt-verify aws-lambda aws-sdk aws-sdk-client-mock aws-serverless-express
  aws-xray-sdk aws-xray-sdk-core aws4 aws4-axios axios axios-retry base64-js basic-ftp bcrypt bcryptjs big.js bignumber.js
  bluebird body-parser bowser bson buffer busboy bytes camelcase canvas chai chalk change-case cheerio chrome-aws-lambda
  class-transformer class-validator classnames cls-hooked clsx color colors commander compression constructs content-type
  convict cookie cookie-parser core-js cors cross-fetch cross-spawn cross-undici-fetch crypto-js csv csv-parse csv-parser
  csv-stringify cuid datadog-lambda-js dataloader date-fns date-fns-tz dayjs dd-trace debug decimal.js deep-equal deepmerge docx
  dompurify dotenv dotenv-expand dynamodb-toolbox dynamoose ejs elasticsearch electrodb encoding entities envalid esbuild
  escape-html exceljs execa express express-rate-limit express-session express-validator fast-csv fast-deep-equal fast-glob
  fast-json-stable-stringify fast-safe-stringify fast-xml-parser fastify fetch-retry fflate file-type firebase-admin
  fluent-ffmpeg follow-redirects form-data formidable fp-ts fs-extra geoip-lite glob google-auth-library google-spreadsheet
  googleapis got graceful-fs graphql graphql-request graphql-tag graphql-yoga gunzip-maybe handlebars hashids helmet highland
  hono hpagent html-to-text htmlparser2 http-errors http-proxy-agent http-status-codes https-proxy-agent i18next iconv-lite
  immer immutable inversify io-ts ion-js ioredis ip is-docker iso8601-duration jest jimp joi jose js-base64 js-sha256 js-yaml
  jsbi jsdom json-bigint json-schema json-stringify-safe json2csv json5 jsonata jsonpath jsonpath-plus jsonschema jsonwebtoken
  jszip jwk-to-pem jwks-rsa jwt-decode kafkajs keyv knex koa ky lambda-api lambda-local lambda-log lambda-multipart-parser
  lambda-tester lodash lodash-es log4js loglevel long lru-cache luxon mailparser markdown-it marked mathjs md5 memfs micromatch
  middy mime mime-types minimatch minimist moment moment-timezone mongodb mongoose morgan ms mssql multer mustache mysql mysql2
  nanoid neo4j-driver nock node-cache node-fetch node-forge node-jose node-pg-migrate node-rdkafka node-rsa nodemailer nunjucks
  oauth-1.0a objection octokit openai otplib p-limit p-map p-queue p-retry p-timeout pako papaparse passport path-to-regexp
  pdf-lib pdf-parse pdfkit pdfmake pg pg-promise pino pino-lambda pino-pretty playwright playwright-core plivo pluralize
  postgres prettier prisma prom-client promise-retry proxy-agent pug punycode puppeteer puppeteer-core pusher qrcode qs
  query-string querystring ramda rate-limiter-flexible raw-body react react-dom readable-stream redis redlock redux
  reflect-metadata regenerator-runtime request request-promise request-promise-native retry rimraf rxjs safe-buffer
  sanitize-html saslprep sax semver sequelize serialize-error serialize-javascript serverless-http serverless-mysql sharp
  shortid simple-git simple-oauth2 sinon slugify snappy snowflake-sdk socket.io socket.io-client source-map source-map-support
  split2 sql.js sqlite3 ssh2 ssh2-sftp-client strip-ansi strip-json-comments stripe superagent superstruct supertest svgo tar
  tar-fs tar-stream tedious three through2 tiny-invariant tmp tough-cookie tslib tslog tsyringe tweetnacl twilio type-fest
  typeorm typescript ua-parser-js uglify-js ulid umzug underscore undici universal-cookie unzipper url-join url-parse uuid
  valibot validator vm2 web-push webpack whatwg-fetch whatwg-url winston winston-cloudwatch ws xlsx xml-js xml2js xmlbuilder
  xmlbuilder2 xmldom xregexp xstate yaml yargs yauzl yazl yup zlib zod zod-to-json-schema zustand
`

const listed: ReadonlySet<string> = new Set(`${scopes} ${packages}`.split(/\s+/).filter((name) => name !== ''))

export const isPublicPackage = (name: string): boolean => listed.has(name.startsWith('@') ? name.replace(/\/.*$/, '') : name)
