/** Modules of which it is known what they are: none of these is a team's own code, and none of these writes to S3 by itself. */

const standardLibrary = `
  __future__ _thread abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb
  binascii bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys
  compileall concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime
  dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput
  fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac
  html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale
  logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib
  nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil
  platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat
  queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex shutil
  signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat
  statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile
  termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle
  turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound
  wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
`

/** Libraries of the Python Package Index, by the names that are imported. */
const libraries = `
  PIL PyPDF2 aioboto3 aiobotocore aiofiles aiohttp aioredis aiosmtplib alembic annotated_types anyio apiclient apig_wsgi
  argon2 arrow asgiref asyncpg attr attrs authlib avro aws_embedded_metrics aws_lambda_context aws_lambda_powertools
  aws_lambda_typing aws_requests_auth aws_secretsmanager_caching aws_xray_sdk awscrt babel backoff bcrypt beautifulsoup4
  bleach bokeh boto boto3 botocore bs4 cachetools cassandra cattr cattrs cbor2 certifi cffi chalice chardet
  charset_normalizer click colorama confluent_kafka crhelper croniter cryptography cv2 cx_Oracle datadog datadog_lambda
  dateparser dateutil ddtrace deepdiff defusedxml diskcache django dns docutils docx dotenv duckdb ecdsa elasticsearch
  elasticsearch_dsl email_validator et_xmlfile faker fastapi fastavro feedparser firebase_admin flask flask_cors
  flask_sqlalchemy frozenlist fuzzywuzzy geopy gevent gnupg google googleapiclient graphene graphql greenlet grpc
  gunicorn h11 h2 hcl2 html5lib httplib2 httpx humanize idna imageio importlib_metadata inflection influxdb
  influxdb_client iso8601 isodate itsdangerous jinja2 jmespath joblib jose jq json5 jsonpath_ng jsonpickle jsonschema
  jwt kafka kubernetes langchain ldap3 lightgbm limits loguru lxml magic mangum markdown markdownify markupsafe
  marshmallow matplotlib more_itertools msal msgpack multidict mypy_extensions mysql nacl networkx newrelic nltk numpy
  oauthlib openai openpyxl opensearchpy opentelemetry oracledb orjson packaging paho pandas_schema paramiko parse
  passlib peewee pendulum pg8000 phonenumbers pkg_resources plotly pptx prometheus_client protobuf psutil psycopg
  psycopg2 pyasn1 pycountry pycparser pydantic pydantic_core pydantic_settings pydash pydub pygments pyjq pymongo
  pymssql pymysql pynamodb pyodbc pyparsing pypdf pyqrcode pytesseract pytest pytz qrcode rapidfuzz rdflib redis
  redshift_connector regex reportlab requests requests_aws4auth requests_oauthlib requests_toolbelt responses
  rest_framework retry retrying rich rsa ruamel scipy selenium semver sendgrid sentry_sdk setuptools shapely
  simple_salesforce simplejson six skimage sklearn slack slack_bolt slack_sdk slugify snappy sniffio snowflake
  sortedcontainers soupsieve sqlalchemy sqlparse starlette statsd stripe structlog sympy tabulate telegram tenacity
  tensorflow termcolor thefuzz tiktoken tinydb tldextract toml tomli torch torchvision tqdm transformers twilio
  typeguard types_boto3 typing_extensions typing_inspect tzdata tzlocal ujson unidecode uritemplate urllib3 uuid6
  uvicorn validators voluptuous watchtower weasyprint websocket websockets werkzeug wrapt xgboost xlrd xlsxwriter xlwt
  xmltodict yaml yarl zeep zipp zstandard
`

export const publicModules: ReadonlySet<string> = new Set(
  `${standardLibrary} ${libraries}`.split(/\s+/).filter((name) => name !== ''),
)
