import { expect, test } from 'vitest'
import { checkout } from './checkout.ts'

const open = async (files: Readonly<Record<string, string>>, handler: string, zip: string, runtime = 'dotnet8') => {
  const { at, open: openIn } = checkout(files)
  const { value } = await openIn({ handler, runtime, candidates: [{ kind: 'zip', path: at(zip) }] })
  return value
}

const project = '<Project Sdk="Microsoft.NET.Sdk" />'
const export_ = 'namespace Acme.Export; public class Function { public void Handle(string input) { } }'
const handler = 'Export::Acme.Export.Function::Handle'

test.each([
  ['in the folder that it is published to', { 'src/Export/Function.cs': export_ }, 'src/Export/bin/Release/net8.0/publish.zip'],
  ['in a folder of artifacts', { 'src/Export/Function.cs': export_ }, 'artifacts/export.zip'],
  ['whose class is in a file of another name', { 'src/Export/Handlers.cs': export_ }, 'src/Export/bin/Release/net8.0/Export.zip'],
])('an assembly %s is its sources', async (_, files, zip) => {
  const value = await open({ 'src/Export/Export.csproj': project, ...files }, handler, zip)
  expect([...(value?.files.keys() ?? [])]).toContain(Object.keys(files)[0]?.replace('src/Export/', ''))
})

test('of classes of the same name, the one of the handler’s namespace and project is meant', async () => {
  const files = {
    'src/Export/Export.csproj': project,
    'src/Export/Function.cs': export_,
    'src/Import/Import.csproj': project,
    'src/Import/Function.cs': 'namespace Acme.Import; public class Function { public void Handle(string input) { } }',
  }
  const value = await open(files, handler, 'out/function.zip')
  expect(value?.found.path).toBe('src/Export')
})

test('the sources of projects that a project refers to are around it', async () => {
  const files = {
    'src/Export/Export.csproj':
      '<Project><ItemGroup><ProjectReference Include="..\\Shared\\Shared.csproj" /></ItemGroup></Project>',
    'src/Export/Function.cs': export_,
    'src/Shared/Shared.csproj': project,
    'src/Shared/Store.cs': 'namespace Acme.Shared; public class Store { }',
  }
  const value = await open(files, handler, 'src/Export/bin/Release/net8.0/publish.zip')
  expect(value?.surroundings(/\.cs$/)).toEqual(['../Shared/Store.cs'])
})

test('a program for a runtime that runs any is found by what hosts it', async () => {
  const files = {
    'src/Export/Export.csproj': project,
    'src/Export/Program.cs': 'await LambdaBootstrapBuilder.Create(Handle, new S()).Build().RunAsync();',
  }
  const value = await open(files, 'bootstrap', 'src/Export/bin/Release/net8.0/bootstrap.zip', 'provided.al2023')
  expect([...(value?.files.keys() ?? [])]).toContain('Program.cs')
})
