import pino, { type DestinationStream, type Logger } from 'pino'

/**
 * JSON lines, on standard output where no other stream is given. An error is told by its kind, its code and where it arose, never
 * by its message: databases, parsers and templates quote in it what somebody typed.
 */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { err: (error: unknown) => aboutError(error) } }
  return stream ? pino(options, stream) : pino(options)
}

type AboutError = { type: string; code?: string; constraint?: string; at?: string[]; cause?: AboutError }

const deepestCause = 3

function aboutError(error: unknown, depth = 0): AboutError {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return {
    type: error.constructor.name,
    // Names of the schema and of systems, made of letters; whatever else calls itself a code may quote.
    ...(isName(code) && { code }),
    ...(isName(constraint) && { constraint }),
    at: framesOf(error),
    ...(error.cause !== undefined && depth < deepestCause && { cause: aboutError(error.cause, depth + 1) }),
  }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^\w{1,80}$/.test(value)
}

/** The stack begins with the message, which may have lines that look like frames. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message)
  const frames = start === -1 ? '' : stack.slice(start + message.length)
  return frames
    .split('\n')
    .filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
}
