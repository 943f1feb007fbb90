/** What the architecture test needs to know about one TypeScript file, read from its syntax tree. */
import { type Argument, type Expression, type Node, Visitor, parseSync } from 'oxc-parser'

export interface Import {
  /** undefined where a dynamic import computes its path. */
  readonly specifier: string | undefined
  readonly line: number
}

export interface SourceFacts {
  /** Static, type-only, re-exporting and dynamic ones. */
  readonly imports: readonly Import[]
  /** Lines that read the environment of the process. */
  readonly environmentReads: readonly number[]
  /** Names of the functions called directly: `may(…)` gives "may". */
  readonly calls: ReadonlySet<string>
  readonly lines: number
}

/** @throws Error when the source is not TypeScript */
export function readSource(path: string, source: string): SourceFacts {
  const { program, module, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path} cannot be read: ${errors.map((error) => error.message).join('; ')}`)

  const lineOf = (offset: number) => source.slice(0, offset).split('\n').length
  const imports: Import[] = []
  const environmentReads: number[] = []
  const calls = new Set<string>()
  const addImport = (specifier: string | undefined, offset: number) => imports.push({ specifier, line: lineOf(offset) })

  for (const statement of module.staticImports) {
    const specifier = statement.moduleRequest.value
    addImport(specifier, statement.start)
    // The default and the whole module have no name of their own, and hold the environment too.
    const takesTheEnvironment = statement.entries.some(({ importName }) => (importName.name ?? 'env') === 'env')
    if (/^(node:)?process$/.test(specifier) && takesTheEnvironment) environmentReads.push(lineOf(statement.start))
  }
  for (const statement of module.staticExports) {
    const specifier = statement.entries.find((entry) => entry.moduleRequest)?.moduleRequest?.value
    if (specifier !== undefined) addImport(specifier, statement.start)
  }
  new Visitor({
    ImportExpression: (node) => addImport(textOf(node.source), node.start),
    TSImportType: (node) => addImport(node.source.value, node.start),
    CallExpression(node) {
      if (node.callee.type === 'Identifier') calls.add(node.callee.name)
    },
    MemberExpression(node) {
      const property = node.computed ? textOf(node.property) : nameOf(node.property)
      if (property === 'env' && isProcess(node.object)) environmentReads.push(lineOf(node.start))
    },
    VariableDeclarator(node) {
      if (node.id.type !== 'ObjectPattern' || !node.init || !isProcess(node.init)) return
      const names = node.id.properties.flatMap((property) => (property.type === 'Property' ? nameOf(property.key) : []))
      if (names.includes('env')) environmentReads.push(lineOf(node.start))
    },
  }).visit(program)

  return { imports, environmentReads, calls, lines: source.replace(/\n$/, '').split('\n').length }
}

/** `process`, and `globalThis.process`. */
function isProcess(node: Expression): boolean {
  if (node.type === 'Identifier') return node.name === 'process'
  return node.type === 'MemberExpression' && !node.computed && nameOf(node.property) === 'process'
}

function nameOf(node: Node): string | undefined {
  return node.type === 'Identifier' ? node.name : undefined
}

function textOf(node: Expression | Argument): string | undefined {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}
