// node --import this: writes the most memory that the process ever had resident, in bytes, to file descriptor 3.
import { readFileSync, writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

// What getrusage says may be the peak of the parent, whose memory a process has until it begins.
function peak() {
  try {
    return 1024 * Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1])
  } catch {
    return 1024 * process.resourceUsage().maxRSS
  }
}

if (isMainThread) process.on('exit', () => writeSync(3, String(peak())))
