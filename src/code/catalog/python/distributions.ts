/** Distributions of the Python Package Index whose modules are not called as they are, and their modules. */
const renamed = `
  absl-py absl
  alibabacloud-tea tea_cli
  antlr4-python3-runtime antlr4
  apache-airflow airflow
  argon2-cffi argon2
  atlassian-python-api atlassian
  attrs attr attrs
  azure-core azure
  beautifulsoup4 bs4
  biopython Bio
  boto3-stubs mypy_boto3
  cassandra-driver cassandra
  cx-oracle cx_Oracle
  django-cors-headers corsheaders
  django-environ environ
  django-filter django_filters
  django-storages storages
  djangorestframework rest_framework
  dnspython dns
  facebook-sdk facebook
  faiss-cpu faiss
  ffmpeg-python ffmpeg
  fhir-resources fhir
  gitpython git
  google-api-python-client googleapiclient apiclient
  google-auth google
  graphql-core graphql
  grpcio grpc
  grpcio-health-checking grpc_health
  grpcio-reflection grpc_reflection
  grpcio-status grpc_status
  grpcio-tools grpc_tools
  guardrails-ai guardrails
  imbalanced-learn imblearn
  ipython IPython
  kafka-python kafka
  kubernetes-client kubernetes
  levenshtein Levenshtein
  maxminddb-geolite2 geolite2
  msgpack-python msgpack
  mysql-connector mysql
  mysql-connector-python mysql
  mysqlclient MySQLdb _mysql
  newspaper3k newspaper
  o365 O365
  office365-rest-python-client office365
  opencv-contrib-python cv2
  opencv-contrib-python-headless cv2
  opencv-python cv2
  opencv-python-headless cv2
  opensearch-py opensearchpy
  paho-mqtt paho
  pdfminer-six pdfminer
  pillow PIL
  pillow-simd PIL
  polars-lts-cpu polars
  progressbar2 progressbar
  protobuf google
  psycopg-binary psycopg
  psycopg2-binary psycopg2
  py-dateutil dateutil
  py-jwt jwt
  pycrypto Crypto
  pycryptodome Crypto
  pycryptodomex Cryptodome
  pygithub github
  pyhamcrest hamcrest
  pyjwt jwt
  pyldap ldap
  pymupdf fitz pymupdf
  pynacl nacl
  pyopenssl OpenSSL
  pypdf2 PyPDF2
  pyserial serial
  pysocks socks sockshandler
  pytest-runner ptr
  python-barcode barcode
  python-binance binance
  python-consul consul
  python-crontab crontab
  python-dateutil dateutil
  python-decouple decouple
  python-docx docx
  python-dotenv dotenv
  python-engineio engineio
  python-frontmatter frontmatter
  python-geoip-geolite2 _geoip_geolite2
  python-gitlab gitlab
  python-gnupg gnupg
  python-hcl2 hcl2
  python-jenkins jenkins
  python-jose jose
  python-json-logger pythonjsonlogger
  python-keycloak keycloak
  python-ldap ldap
  python-levenshtein Levenshtein
  python-logstash logstash
  python-magic magic
  python-memcached memcache
  python-multipart multipart python_multipart
  python-pptx pptx
  python-rapidjson rapidjson
  python-semantic-release semantic_release
  python-slugify slugify
  python-snappy snappy
  python-socketio socketio
  python-stdnum stdnum
  python-telegram-bot telegram
  python-ulid ulid
  python3-saml onelogin
  pywin32 win32api win32con win32security pywintypes win32com
  pyyaml yaml _yaml
  pyzmq zmq
  ruamel-yaml ruamel
  scikit-image skimage
  scikit-learn sklearn
  setuptools setuptools pkg_resources _distutils_hack
  slackclient slack
  snowflake-connector-python snowflake
  snowflake-snowpark-python snowflake
  speechrecognition speech_recognition
  tabula-py tabula
  tensorflow-cpu tensorflow
  tensorflow-lite tflite_runtime
  umap-learn umap
  valkey-glide glide
  websocket-client websocket
  yara-python yara
`

const modules: ReadonlyMap<string, readonly string[]> = new Map(
  renamed
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...imported] = line.trim().split(' ')
      return [name, imported] as const
    }),
)

/** Distributions that share one module: `google-cloud-storage`, `azure-identity`. */
const namespaces = /^(?:google|azure|opentelemetry|jaraco|zope|backports|ruamel|sphinxcontrib|apache-airflow)-/

/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
const normalizedName = (distribution: string): string => distribution.toLowerCase().replaceAll(/[-_.]+/g, '-')

/** Names that a team gives its own modules: `python-utils` does not bring `utils`. */
const isCommon = (name: string): boolean => /^(?:utils?|common|helpers?|lib|core|shared|tools?|config|models?)$/.test(name)

/** The modules, in lower case, that a distribution may bring: those that are known, or else those that its name suggests. */
export const modulesOf = (distribution: string): readonly string[] => {
  const name = normalizedName(distribution)
  const known = modules.get(name)
  if (known) return known.map((module) => module.toLowerCase())
  const plain = name.replaceAll('-', '_')
  const short = [
    plain.replace(/^(?:python3?|py)_/, ''),
    plain.replace(/_(?:python3?|py|sdk|client|binary)$/, ''),
    plain.replace(/^py/, ''),
  ]
  const namespace =
    namespaces.test(name) || /^\w+\./.test(distribution)
      ? [name.startsWith('apache-airflow') ? 'airflow' : plain.replace(/_.*$/, '')]
      : []
  return [plain, ...short.filter((each) => each.length > 2 && !isCommon(each)), ...namespace]
}
