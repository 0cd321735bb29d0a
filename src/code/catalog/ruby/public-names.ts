/** Names of the language and of public gems: none of these is a team's own code. */

const kernel = `
  Array Complex Float Hash Integer Rational String __callee__ __dir__ __method__ abort alias_method at_exit attr attr_accessor
  attr_reader attr_writer autoload binding block_given? callcc caller caller_locations catch class class_variable_get
  class_variable_set clone const_get const_missing const_set constants define_method define_singleton_method delegate display
  dup enum_for eval exec exit exit! extend extend_object extended fail fork format freeze frozen? gem gets global_variables hash
  include include? included inherited inspect instance_eval instance_exec instance_methods instance_of? instance_variable_get
  instance_variable_set instance_variables is_a? itself kind_of? lambda load local_variables loop method method_added
  method_missing methods module_eval module_function name new nil? object_id open p pp prepend print printf private
  private_class_method private_constant private_method_defined? proc protected public public_class_method public_constant
  public_send putc puts raise rand readline readlines refine remove_const remove_method require require_relative respond_to?
  ruby2_keywords select send set_trace_func singleton_class singleton_method sleep spawn sprintf srand super_method syscall
  system tap test then throw to_enum to_s trace_var trap undef_method untrace_var using warn yield_self zip __send__ using
  instance_variable_defined? class_eval class_exec attr_internal mattr_accessor cattr_accessor class_attribute def_delegator
  def_delegators def_instance_delegators let subject describe context it before after expect allow
`

const constants = `
  ARGF ARGV ArgumentError Array BasicObject Binding Class ClosedQueueError Comparable Complex ConditionVariable DATA Data Dir
  ENV EOFError Encoding EncodingError Enumerable Enumerator Errno Exception FalseClass Fiber FiberError File FileTest Float
  FloatDomainError FrozenError GC Hash IO IOError IndexError Integer Interrupt Kernel KeyError LoadError LocalJumpError Marshal
  MatchData Math Method Module Monitor Mutex NameError NilClass NoMatchingPatternError NoMatchingPatternKeyError NoMemoryError
  NoMethodError NotImplementedError Numeric Object ObjectSpace Proc Process Queue Ractor Random Range RangeError Rational Refinement
  Regexp RegexpError RUBY_PLATFORM RUBY_VERSION RubyVM RuntimeError STDERR STDIN STDOUT ScriptError SecurityError Signal
  SignalException SizedQueue StandardError StopIteration String Struct Symbol SyntaxError SystemCallError SystemExit
  SystemStackError TOPLEVEL_BINDING Thread ThreadError ThreadGroup Time TracePoint TrueClass TypeError UnboundMethod
  UncaughtThrowError Warning ZeroDivisionError Set SortedSet
  Abbrev Addrinfo Base64 Benchmark BigDecimal BigMath CGI CSV Coverage DRb Date DateTime Delegator DidYouMean Digest ERB Etc
  Fcntl Fiddle FileUtils Find Forwardable GetoptLong Gem IPAddr IPSocket IRB JSON Kconv Logger Matrix MonitorMixin NKF Net
  ObjectSpace Observable Open3 OpenSSL OpenStruct OptionParser PP PStore PTY Pathname Prime Psych REXML RSS Readline Resolv
  Ripper SOCKSSocket Scanf SecureRandom Shellwords SimpleDelegator SingleForwardable Singleton Socket SocketError StringIO
  StringScanner Syslog TCPServer TCPSocket TSort Tempfile Timeout UDPSocket UNIXServer UNIXSocket URI UnicodeNormalize Vector
  WEBrick WIN32OLE WeakRef XMLRPC YAML Zlib Racc Bundler RbConfig OpenURI ObjectSpace
  AASM AbstractController ActionCable ActionController ActionDispatch ActionMailer ActionPack ActionText ActionView ActiveJob
  ActiveModel ActiveRecord ActiveStorage ActiveSupport Addressable Aes Airbrake Airtable Algolia Analytics Anthropic Async Avro
  Aws AWS AwsLambdaRIC BCrypt Bigdecimal Braintree Bugsnag Bunny CarrierWave Chartkick Chronic ChunkyPNG CloudEvents Cloudinary
  Combine Concurrent ConnectionPool Contentful Countries Curl Dalli Datadog DDTrace Devise Dotenv Dry Elasticsearch Encryptor
  Excon Faker Faraday FastImage FasterCSV FFI Fog Foreman Geocoder GeoIP2 Gitlab GitHub Google GoogleDrive GraphQL Grape Gruff
  HTTP HTTParty HTTPClient HTTPI Haml Hanami Hashie Honeybadger Httpx HTTPX I18n IceCube InfluxDB Intercom JWE JWK JWT Jbuilder
  Jets Jira Kafka Kaminari Kramdown LIBUSB Lamby Launchy LibXML Liquid Lograge Lumberjack MIME Magick Mail Mailchimp Mailgun
  MarcRecord MaxMind Maxmind MiniMagick Minitest Mixpanel Mongo Mongoid MsgPack MessagePack MultiJson Mustache Mysql2 NewRelic
  Nokogiri Nori OAuth OAuth2 Octokit Oj OmniAuth OpenAI OpenTelemetry Optimist Ox PDF PG Pagerduty Paperclip Parallel Parquet
  Phonelib Plaid PgQuery Prawn Prometheus Pundit Puma RMagick RQRCode RSA RSpec Rack Rails Rake Rational Recurly Redis RestClient
  Rinku Roda Rollbar Roo Rouge RubyXL Rubyzip SAML SQLite3 Sanitize Savon Scenic Seahorse Selenium SendGrid Sentry Sequel Shopify
  ShopifyAPI Shrine Sidekiq SimpleCov Sinatra Skylight Slack Slim Snowflake SolidQueue Spreadsheet Square Statsd StatsD Stripe
  Strscan TZInfo Tilt TinyTds Tty Twilio Twitter Typhoeus Tzinfo Unicode UploadIO CompositeIO Multipart VCR Vips WebMock Wicked WickedPdf XMLSimple XmlSimple
  Xeroizer Xlsxtream Yajl Zeitwerk Zendesk ZendeskAPI Zip Axlsx Caxlsx SemanticLogger Lambda LambdaRuntime
`

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ''))

const kernelMethods = words(kernel)
const publicConstants = words(constants)

/** What can be called without a receiver everywhere, and what is called in the bodies of classes. */
export const isKernelMethod = (name: string): boolean => kernelMethods.has(name) || publicConstants.has(name)

export const isPublicConstant = (name: string): boolean => publicConstants.has(name)

const required: ReadonlySet<string> = new Set([...publicConstants].map((name) => name.toLowerCase()))

/** What is required of the standard library or of a public gem: `net/http`, `aws-sdk-s3`, `mini_magick`. */
export const isPublicRequire = (name: string): boolean =>
  /^(?:aws|net|open|english|rubygems|io|mkmf|active|action|rails|ruby|rack|sqlite|msgpack|google|opentelemetry|oauth|dry|rest|http)(?:[-_.\d/]|$)/.test(
    name.toLowerCase(),
  ) || required.has(name.toLowerCase().replaceAll(/[^a-z\d]/g, ''))
