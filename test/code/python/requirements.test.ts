import { expect, test } from 'vitest'
import { modulesOf } from '../../../src/code/catalog/python/distributions.ts'
import { requirementsIn } from '../../../src/code/python/requirements.ts'

test.each([
  [
    'requirements.txt',
    'requests[socks]>=2 ; python_version > "3"  # http\n-r other.txt\n--index-url https://x\n./libs/store\n',
    ['requests'],
  ],
  [
    'requirements-dev.txt',
    '-e git+https://git.example.com/acme/store.git@v1#egg=store\n',
    ['store from git+https://git.example.com/acme/store.git@v1'],
  ],
  ['requirements.txt', 'store @ https://files.example.com/store-1.0.zip\n', ['store from https://files.example.com/store-1.0.zip']],
  [
    'requirements.txt',
    'git+ssh://git@git.example.com/acme/ledger.git\n',
    ['ledger from git+ssh://git@git.example.com/acme/ledger.git'],
  ],
  [
    'pyproject.toml',
    '[project]\nname = "store"\ndependencies = [\n  "PyYAML>=6",  # parser\n  \'requests[socks]\',\n]\n[project.optional-dependencies]\ndev = ["pytest"]\n',
    ['PyYAML', 'requests', 'pytest'],
  ],
  [
    'pyproject.toml',
    '[tool.poetry.dependencies]\npython = "^3.12"\n"fhir.resources" = "~7"\nstore = { path = "../store" }\nledger = { git = "https://git.example.com/ledger" }\n[tool.black]\nline-length = 88\n',
    ['fhir.resources', 'ledger from https://git.example.com/ledger'],
  ],
  ['Pipfile', '[packages]\nrequests = "*"\n[requires]\npython_version = "3.12"\n', ['requests']],
  [
    'Pipfile.lock',
    '{"_meta":{"a":{}},"default":{"requests":{"version":"==2"},"store":{"path":"."},"ledger":{"git":"https://x"}}}',
    ['requests', 'ledger from https://x'],
  ],
  [
    'poetry.lock',
    '[[package]]\nname = "requests"\n\n[[package]]\nname = "store"\n[package.source]\ntype = "directory"\nurl = "../store"\n',
    ['requests'],
  ],
  [
    'uv.lock',
    '[[package]]\nname = "app"\nsource = { virtual = "." }\n\n[[package]]\nname = "idna"\nsource = { registry = "https://pypi.org/simple" }\n',
    ['idna'],
  ],
  ['setup.py', 'setup(name="app", install_requires=["requests", \'six>=1\'], packages=["store"])', ['requests', 'six']],
  ['setup.cfg', '[options]\ninstall_requires =\n  requests\n  six>=1\npackages = store\n', ['requests', 'six']],
  ['Dockerfile', 'RUN pip install --upgrade -t /opt "pycurl==7" \\\n  requests && echo store\n', ['pycurl', 'requests']],
])('%s: %j', (path, text, names) => {
  expect(requirementsIn(path, text).map(({ name, url }) => (url === null ? name : `${name} from ${url}`))).toEqual(names)
})

test.each([
  ['Pillow', 'pil'],
  ['PyYAML', 'yaml'],
  ['python_dateutil', 'dateutil'],
  ['google-cloud-storage', 'google'],
  ['fhir.resources', 'fhir'],
  ['python-acme', 'acme'],
  ['acme-dates', 'acme_dates'],
])('%s brings %s', (distribution, module) => {
  expect(modulesOf(distribution)).toContain(module)
})

test('a distribution of utilities does not bring a module that is called "utils"', () => {
  expect(modulesOf('python-utils')).not.toContain('utils')
  expect(modulesOf('acme-utils')).not.toContain('utils')
})
