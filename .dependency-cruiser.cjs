/** Imports go one way: source ◀ terraform ◀ aws ◀ check ◀ report ◀ scan ◀ cli, action; source ◀ code ◀ check; and code ◀ configuration ◀ check. */
const only = (room, allowed, comment) => ({
  name: `${room.replaceAll('/', '-')}-imports`,
  comment,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: [room, ...allowed].map((name) => `^src/${name}`) },
})

module.exports = {
  forbidden: [
    only('source', [], 'Positions, texts and three-valued logic are what every room stands on.'),
    only('terraform', ['source/'], 'Terraform’s language is evaluated the same whatever provider its resources belong to.'),
    only('aws/iam', ['source/'], 'The decision is AWS’s alone: it must be usable, and testable, without any Terraform.'),
    only('aws/s3', ['source/'], 'What an S3 operation needs does not depend on who asks.'),
    only('aws', ['source/', 'terraform/'], 'The graph is what AWS means by the resources, whatever any program does with them.'),
    only('code', ['source/'], 'A program is read without knowing the role that it will run with.'),
    only(
      'configuration',
      ['source/', 'terraform/', 'code/'],
      'What the user tells the tool is checked before anything is found, and read as any file of the configuration is.',
    ),
    only(
      'check',
      ['source/', 'terraform/', 'aws/', 'code/', 'configuration/'],
      'Accesses join code and graph; how they are printed is not theirs.',
    ),
    only(
      'fix',
      ['source/', 'terraform/', 'aws/', 'check/'],
      'A change is made of what was found and of the configuration as it is written; the report shows it, and writing is the command’s.',
    ),
    only(
      'report',
      ['source/', 'terraform/', 'aws/', 'code/', 'check/', 'fix/'],
      'A reporter is given a report and decides nothing.',
    ),
    {
      name: 'files-are-read-in-two-places',
      comment:
        'Everything between loading and printing is a function of plain data; the parser reads only the tool’s own grammars.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(terraform/load/|code/package/|code/parser[.]ts$|cli/|action/)' },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'libraries-of-the-configuration-file-wait',
      comment: 'Most projects have no configuration file: what checks one is loaded when there is one.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/configuration/check-document[.]ts$' },
      to: { path: '^src/configuration/check-document[.]ts$', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'no-circular',
      comment:
        'A cycle has no first page to read. Only the evaluator has one, as the language has: expressions hold templates, calls, conditionals, loops and splats that hold expressions.',
      severity: 'error',
      from: { pathNot: '^src/terraform/evaluate/(call|conditional|expression|for-expression|splat|template)\\.ts$' },
      to: { circular: true },
    },
    {
      name: 'no-unlisted-package',
      comment: 'What is imported is in package.json, with its line in CONTRIBUTING.md.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/fixtures/' },
  },
}
