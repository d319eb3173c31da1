/** Milliseconds from some fixed moment on. (The first look at `performance` loads a dozen modules of Node's.) */
export function milliseconds(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1e3 + nanoseconds / 1e6
}
