/** Modules of which it is known what they are: none of these is a team's own code, and none of these hides a write to S3 from the catalogue. */

const standardLibrary = `
  __future__ _thread abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect
  builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall concurrent
  configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis
  distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools
  gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib
  inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap
  modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os
  ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty
  pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched
  secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile
  sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny
  tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback
  tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser
  winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
`

/** Libraries of the Python Package Index, by the names that are imported; none that a team may as well give a module of its own. */
const libraries = `
  _distutils_hack _geoip_geolite2 _mysql _yaml absl accelerate adal aio_pika aioboto3 aiobotocore aiobreaker aiocache aiofiles
  aiohttp aioitertools aiokafka aiolimiter aiomysql aiopg aioredis aiosmtplib aiosqlite airbrake airflow alembic
  alibabacloud_tea_openapi aliyunsdkcore alpaca_trade_api altair amazondax annotated_types ansible anthropic antlr4 anyio
  apig_wsgi apispec apns2 apscheduler arango argon2 ariadne arrow asgiref asn1crypto astropy async_lru async_timeout asyncmy
  asyncpg asyncssh attr attrs authlib avro aws_assume_role_lib aws_cdk aws_durable_execution_sdk_python aws_embedded_metrics
  aws_encryption_sdk aws_error_utils aws_kinesis_agg aws_lambda_context aws_lambda_decorators aws_lambda_events
  aws_lambda_logging aws_lambda_powertools aws_lambda_typing aws_requests_auth aws_secretsmanager_caching aws_sso_lib
  aws_xray_sdk awscrt awsgi awsglue awswrangler azure babel backoff backports bcrypt beanie bedrock_agentcore benedict bidict
  Bio bleach bokeh boltons boto boto3 boto3_type_annotations botocore botocore_stubs bottle bottleneck boxsdk braintree bs4 bson
  bugsnag cachecontrol cachelib cachetools cairosvg camelot cassandra cassandra_driver catboost cattr cattrs cbor2 ccxt cdsapi
  celery cerberus certbot certifi cffi cfnresponse cftime chalice chardet charset_normalizer cherrypy chromadb circuitbreaker
  clamd click clickhouse_connect clickhouse_driver cloudpathlib cohere colorama coloredlogs colorlog configobj confluent_kafka
  connexion constructs contextily cookiecutter corsheaders couchbase cramjam crhelper croniter Crypto Cryptodome cryptography
  cv2 cx_Oracle cytoolz dacite dagster dask datadog datadog_lambda dateparser dateutil ddsketch ddtrace deepdiff deepmerge
  defusedxml delorean dictdiffer diffusers digitalocean diskcache distro django django_filters dns docutils docx docxtpl dogpile
  dotenv dramatiq drf_spectacular dropbox duckdb duckdb_engine dynamodb_encryption_sdk dynamodb_json ecdsa elastic_transport
  elasticapm elasticsearch elasticsearch_dsl email_validator engineio ephem epsagon et_xmlfile eth_abi eth_account eth_utils
  exchangelib facebook_business faiss faker fakeredis falcon fastapi fastavro fastjsonschema fastmcp fastparquet faust
  feedparser ffmpeg fhirclient filelock fiona firebase_admin firebase_functions fitz flasgger flask flask_babel flask_caching
  flask_cors flask_jwt_extended flask_limiter flask_login flask_mail flask_marshmallow flask_migrate flask_restful flask_restx
  flask_session flask_sqlalchemy flask_wtf flatbuffers folium forex_python fpdf freezegun frozendict frozenlist fsspec ftputil
  funcy fuzzywuzzy gensim genson geohash geojson geolite2 geopandas geopy gevent gino git gnupg google googleads googleapiclient
  gotrue gql gradio graphene graphql graphql_relay great_expectations greenlet groq grpc grpc_health grpc_reflection grpc_status
  grpc_tools gspread gunicorn h3 h5py hcl2 hjson hl7 hl7apy holidays honeybadger hpack html2text html5lib httpcore httplib2
  httptools httpx hubspot huey huggingface_hub humanize hvac hypercorn hyperframe hypothesis icalendar idna ijson imageio
  imblearn impala importlib_metadata importlib_resources influxdb influxdb_client instana intervaltree ipykernel IPython iso3166
  iso4217 iso8601 isodate itsdangerous jaraco jellyfish jinja2 jinja2_time jira jmespath joblib jose josepy jq json5
  json_log_formatter json_repair jsondiff jsonlines jsonmerge jsonpatch jsonpath_ng jsonpickle jsonpointer jsonref jsonschema
  jwt kafka keras kombu kubernetes lambda_decorators lambda_multiprocessing lambdawarmer langchain langchain_anthropic
  langchain_aws langchain_community langchain_core langchain_openai langchain_text_splitters langdetect langfuse langgraph
  langsmith ldap ldap3 Levenshtein lightgbm linode_api4 litellm llama_index llvmlite locust loguru luigi lumigo_tracer lxml
  mailchimp_marketing mailchimp_transactional mailjet_rest mangum mariadb markdown markdownify markupsafe marshmallow matplotlib
  messagebird metpy mgrs mistralai mixpanel moneyed mongoengine more_itertools moto motor moviepy msal msal_extensions msgpack
  msrest multidict mutagen mypy_boto3 mypy_extensions mysql MySQLdb nacl nbconvert nbformat neo4j netaddr netCDF4 networkx
  newrelic newrelic_lambda nexmo nltk notion_client numba numexpr numpy O365 oauth2client oauthlib obspy oci odmantic onelogin
  onesignal_sdk onnx onnxruntime openai opencensus openpyxl opensearch_dsl opensearchpy OpenSSL opentelemetry oracledb orjson
  oscrypto osmnx oss2 packaging paho pandas pandas_schema papermill paramiko passlib pdfminer pdfplumber peewee peft pendulum
  pg8000 pgpy pgvector phonenumbers pika pikepdf PIL pinecone pkg_resources playwright plivo plotly pmdarima polars
  policyuniverse postgrest posthog postmarker pptx praw prefect premailer prometheus_client prophet protobuf psutil psycopg
  psycopg2 psycopg_pool pusher py_moneyed pyairtable pyarrow pyasn1 pyathena pybreaker pycountry pycountry_convert pycparser
  pycurl pydantic pydantic_core pydantic_settings pydash pydeequ pydicom pydub pyexcel pyfcm pygeohash pygments pyhive pyhumps
  pyiceberg pyignite pyjq pyjson5 pymilvus pymongo pymssql pymsteams pymupdf pymysql pynamodb pyodbc pyotp pypandoc pyparsing
  pypdf PyPDF2 pypdfium2 pypika pyppeteer pyproj pyqldb pyqrcode pyramid pysftp pyspark pystac pystac_client pytesseract pytest
  pytest_mock python_multipart pythonjsonlogger pytimeparse pytz pywintypes qdrant_client qrcode quart rapidfuzz rapidjson
  rasterio ratelimit raygun4py rdflib redis redshift_connector regex reportlab requests requests_aws4auth requests_ntlm
  requests_oauthlib requests_toolbelt rest_framework retrying rich rio_cogeo rioxarray rollbar rsa ruamel s2sphere s3fs s3path
  s3transfer sagemaker sanic schematics scipy scout_apm scramp scrapy seaborn segno selenium semantic_release semver sendgrid
  sentence_transformers sentinelhub sentry_sdk serverless_wsgi setuptools shap shapely shopify signxml simple_salesforce
  simplejson six skimage sklearn skyfield slack_bolt slack_sdk slugify smart_open smbclient smbprotocol snappy sniffio snowflake
  snowflake_sqlalchemy socketio socks sockshandler solana sortedcollections sortedcontainers soupsieve spacy sparkpost
  speech_recognition sphinxcontrib sqlalchemy sqlalchemy_bigquery sqlalchemy_utils sqlfluff sqlglot sqlmodel sqlparse sshtunnel
  starlette statsmodels stdnum stellar_sdk strawberry streamlit strictyaml stripe structlog suntime supabase sympy tabula
  tabulate tavily tea_cli tenacity tencentcloud tensorflow termcolor testcontainers textblob tflite_runtime thefuzz thundra
  tiktoken timm tinydb tldextract tokenizers toml tomli tomli_w tomlkit toolz torch torchvision tornado tortoise tqdm
  transformers trino tweepy twilio typeguard typer types_boto3 typing_extensions typing_inspect tzdata tzlocal ujson umongo
  uncertainties unidecode uritemplate urllib3 uuid6 uvicorn uvloop verboselogs vobject voluptuous vonage waitress watchfiles
  watchtower weasyprint weaviate web3 webargs websocket websockets werkzeug win32api win32com win32con win32security winrm wrapt
  wsproto wtforms xarray xgboost xlrd xlsxwriter xlwt xmlschema xmlsec xmltodict xrpl yaml yara yarl yfinance zappa zarr zeep
  zenpy zipp zmq zope zstandard
`

const publicNames: ReadonlySet<string> = new Set(`${standardLibrary} ${libraries}`.split(/\s+/).filter((name) => name !== ''))

/** Generated types of the AWS SDK are public under any service's name. */
export const isPublicModule = (top: string): boolean => publicNames.has(top) || /^(?:mypy_boto3|types)_/.test(top)
