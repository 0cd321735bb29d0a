/** First names of namespaces that organisations publish libraries under. */
export const publicRoots: ReadonlySet<string> = new Set(
  (
    'System Microsoft Amazon AWS AWSSDK Newtonsoft Serilog NLog log4net Azure Google Grpc Polly Dapper Npgsql MySql MySqlConnector Oracle ' +
    'MongoDB StackExchange AutoMapper MediatR FluentValidation FluentAssertions Moq Xunit NUnit NSubstitute Autofac Castle CsvHelper ' +
    'SixLabors ImageMagick SkiaSharp MimeKit MailKit RestSharp Refit Flurl Humanizer NodaTime Bogus Ardalis Scrutor Swashbuckle ' +
    'OpenTelemetry Prometheus Datadog Sentry Elastic Nest Elasticsearch RabbitMQ Confluent MassTransit Quartz Hangfire Kralizek ' +
    'ClosedXML OfficeOpenXml DocumentFormat iText iTextSharp PdfSharp QuestPDF HtmlAgilityPack AngleSharp YamlDotNet Markdig ' +
    'Spectre CommandLine Stripe Twilio SendGrid Octokit LibGit2Sharp Constructs HotChocolate GraphQL Ocelot IdentityModel ' +
    'JetBrains Windows Mono Xamarin ICSharpCode SharpCompress Ionic LiteDB ServiceStack Topshelf Websocket NetTopologySuite'
  ).split(' '),
)

/** Types of the platform that are named without their namespace. */
const types: ReadonlySet<string> = new Set(
  (
    'Action Activator ApplicationException ArgumentException Array Assembly Attribute Base64 BitConverter Boolean Buffer Byte Char ' +
    'CancellationToken CancellationTokenSource CodePagesEncodingProvider Console Convert CultureInfo DateOnly DateTime DateTimeKind ' +
    'DateTimeOffset Debug Decimal Delegate Dictionary Directory DirectoryInfo Double Encoding Enum Enumerable Environment EventArgs ' +
    'Exception ExpandoObject File FileAccess FileInfo FileMode FileShare FileStream Func GC GZipStream Guid HashSet HttpClient ' +
    'HttpContent HttpMethod HttpStatusCode Int16 Int32 Int64 Interlocked JsonConvert JsonDocument JsonElement JsonNode ' +
    'JsonNamingPolicy JsonObject JsonArray JsonSerializer JArray JObject JToken KeyValuePair Lazy List LogLevel MailMessage Marshal Math ' +
    'MemoryStream Monitor Mutex NameValueCollection Nullable Object Observable Parallel Path Predicate Process Queue Random Range ' +
    'ReadOnlyMemory ReadOnlySpan Regex RegexOptions Results RNGCryptoServiceProvider RandomNumberGenerator SearchOption SemaphoreSlim ' +
    'SHA1 SHA256 SHA512 MD5 HMACSHA256 Aes Span Stack Stopwatch Stream StreamReader StreamWriter String StringBuilder StringComparer ' +
    'StringComparison StringContent StringSplitOptions Task TaskCompletionSource TextWriter Thread ThreadPool TimeOnly TimeSpan ' +
    'TimeZoneInfo Timer Trace Tuple Type Uri UriBuilder ValueTask Version Volatile WebUtility XDocument XElement XmlDocument ZipArchive ' +
    'ZipArchiveMode ZipFile CompressionLevel CompressionMode Logger Log Tracing Metrics Logging RegionEndpoint FallbackCredentialsFactory ' +
    'AWSXRayRecorder AWSSDKHandler WebApplication Host Startup ServiceCollection ServiceProvider Ok BadRequest IResult StatusCodes ' +
    'ActivatorUtilities S3CannedACL S3StorageClass ServerSideEncryptionMethod HttpVerb ObjectLockMode ObjectLockRetentionMode Tag ' +
    'BasicAWSCredentials SessionAWSCredentials AssumeRoleAWSCredentials AttributeValue Document Table QueryFilter ScanCondition DynamoDBContext ' +
    'Image Bitmap Graphics Rectangle Point Size Color ConfigurationManager BinaryData BinaryReader BinaryWriter CsvReader CsvWriter ' +
    'ConcurrentBag ConcurrentDictionary ConcurrentQueue ArrayList Hashtable SortedDictionary SortedList LinkedList SortedSet IPAddress Dns ' +
    'PutObjectRequest ValueTuple UTF8Encoding ActivitySource Activity Meter OkObjectResult Unit AppContext AppDomain ' +
    'BindingFlags Nullable RuntimeInformation OSPlatform CallContext ExceptionDispatchInfo Vector Half Int128 UInt128 UInt16 UInt32 UInt64 SByte Single'
  ).split(' '),
)

export const isPublicType = (name: string): boolean => types.has(name)
