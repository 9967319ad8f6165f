// Preloaded into every child of the twin. The supervisor holds the other end of standard input: when it is gone,
// however it ended, the child drains as on SIGTERM, and leaves by force where that takes too long.
const limitMs = 8_000;

process.stdin.on('end', end).on('error', end).resume();
// Waiting for the supervisor's end must not keep a finished child alive.
if ('unref' in process.stdin && typeof process.stdin.unref === 'function') process.stdin.unref();

function end(): void {
  setTimeout(() => process.exit(1), limitMs).unref();
  process.kill(process.pid, 'SIGTERM');
}
