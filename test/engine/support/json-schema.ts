// oxlint-disable typescript/no-unsafe-type-assertion -- a schema is JSON, its keywords take what they take
/** As much of JSON Schema 2020-12 as the two schemas use; an unknown keyword is an error, so that none is passed over. */
export type Schema = { [keyword: string]: unknown }

type Check = (value: unknown, argument: never, schema: Schema, root: Schema) => boolean

/** Is the value valid? `root` is the whole schema, which `$ref` points into. */
export function isValid(value: unknown, schema: Schema, root = schema): boolean {
  return Object.entries(schema).every(([keyword, argument]) => {
    const check = checks[keyword]
    if (check === undefined) throw new Error(`unknown keyword ${keyword}`)
    return check(value, argument as never, schema, root)
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const annotation: Check = () => true

const checks: Record<string, Check> = {
  $schema: annotation,
  $id: annotation,
  $defs: annotation,
  title: annotation,
  description: annotation,
  $ref: (value, ref: string, _schema, root) => {
    const defs = root.$defs as Record<string, Schema>
    return isValid(value, defs[ref.replace('#/$defs/', '')], root)
  },
  type: (value, type: string) => {
    if (type === 'integer') return Number.isInteger(value)
    if (type === 'array') return Array.isArray(value)
    if (type === 'object') return isObject(value)
    return type === 'null' ? value === null : typeof value === type
  },
  const: (value, constant: unknown) => same(value, constant),
  enum: (value, choices: unknown[]) => choices.some((choice) => same(value, choice)),
  not: (value, inner: Schema, _schema, root) => !isValid(value, inner, root),
  oneOf: (value, choices: Schema[], _schema, root) =>
    choices.filter((inner) => isValid(value, inner, root)).length === 1,
  minimum: (value, least: number) => typeof value !== 'number' || value >= least,
  maximum: (value, most: number) => typeof value !== 'number' || value <= most,
  minLength: (value, least: number) => typeof value !== 'string' || value.length >= least,
  pattern: (value, pattern: string) => typeof value !== 'string' || new RegExp(pattern).test(value),
  items: (value, inner: Schema, _schema, root) =>
    !Array.isArray(value) || value.every((entry) => isValid(entry, inner, root)),
  minItems: (value, least: number) => !Array.isArray(value) || value.length >= least,
  maxItems: (value, most: number) => !Array.isArray(value) || value.length <= most,
  uniqueItems: (value) =>
    !Array.isArray(value) || new Set(value.map((entry) => JSON.stringify(entry))).size === value.length,
  required: (value, keys: string[]) => !isObject(value) || keys.every((key) => value[key] !== undefined),
  properties: (value, properties: Record<string, Schema>, _schema, root) =>
    !isObject(value) ||
    Object.entries(properties).every(([key, inner]) => value[key] === undefined || isValid(value[key], inner, root)),
  propertyNames: (value, inner: Schema, _schema, root) =>
    !isObject(value) || Object.keys(value).every((key) => isValid(key, inner, root)),
  additionalProperties: (value, inner: Schema | false, schema, root) => {
    if (!isObject(value)) return true
    const known = Object.keys((schema.properties as object | undefined) ?? {})
    const others = Object.entries(value).filter(([key]) => !known.includes(key))
    return others.every(([, entry]) => inner !== false && isValid(entry, inner, root))
  },
}
