import { expect, test } from 'vitest'
import { javaImports, javaWiring } from '../../../src/code/scan/java-imports.ts'

test.each([
  ['package com.acme;\nclass App { Store store; }', 'com/acme/Store|java/lang/Store?'],
  ['package com.acme;\nclass App { Object store = new Store(); }', 'com/acme/Store|java/lang/Store'],
  ['package com.acme;\nclass App { void run() { Store.save(); } }', 'com/acme/Store|java/lang/Store'],
  ['class App extends Base {}', 'Base|java/lang/Base'],
  ['import com.acme.store.Store;\nclass App { Object a = Store::save; }', 'com/acme/store/Store'],
  ['import com.acme.store.*;\nclass App { Object a = Store::save; }', 'App|com/acme/store/App|java/lang/App?'],
  ['import com.acme.store.*;\nclass App { Object a = Store::save; }', 'Store|com/acme/store/Store|java/lang/Store'],
  ['import static com.acme.Store.save;', 'com/acme/Store?'],
  ['import static com.acme.Store.*;', 'com/acme/Store?'],
  ['import com.acme.Outer.Inner;\nclass App { Object a = new Inner(); }', 'com/acme/Outer'],
  ['class App { Object a = com.acme . store.Store.open(); }', 'com/acme/store/Store?'],
  ['class App { Store.Kind kind; }', 'Store|java/lang/Store?'],
])('%j may use %s', (text, module) => {
  expect(javaImports(text)).toContain(module)
})

test.each(['// new Store()', '/* new Store() */', '"new Store()"', '"""\n new Store()\n"""', '/* unfinished Store'])(
  'nothing is used in %j',
  (text) => {
    expect(javaImports(text)).toEqual([])
  },
)

test.each([
  'Class.forName(name)',
  '@Inject Store store;',
  'import org.springframework.boot.SpringApplication;',
  'ServiceLoader.load(Store.class)',
])('%j chooses classes that words do not tell', (text) => {
  expect(javaWiring.test(text)).toBe(true)
})

test('the scan of a long text takes no longer than its length', () => {
  const started = performance.now()
  for (const text of ['/*', '"""', 'a . ', 'A', 'import a.', '"\\'].map((part) => part.repeat(100_000))) javaImports(text)
  expect(performance.now() - started).toBeLessThan(5000)
})
