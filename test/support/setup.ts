// No test reaches anything but this machine, in every file: a connection to any other host throws before it is tried.
// (nock would do it too, but it stands between every socket of the real servers and clients that most tests run.)
import { Socket } from 'node:net'
import { afterAll, beforeAll } from '@jest/globals'

const LOCAL = /^(127(\.\d{1,3}){3}|localhost|::1|\[::1\])$/
let connect: PropertyDescriptor | undefined

beforeAll(() => {
  connect = Object.getOwnPropertyDescriptor(Socket.prototype, 'connect')
  Object.defineProperty(Socket.prototype, 'connect', {
    ...connect,
    value: function guarded(this: Socket, ...args: readonly unknown[]): unknown {
      const host = hostOf(args)
      if (!LOCAL.test(host)) throw new Error(`a test tried to reach ${host}: tests open no connection but to this machine`)
      return Reflect.apply(connect?.value, this, args)
    },
  })
})
afterAll(() => {
  if (connect) Object.defineProperty(Socket.prototype, 'connect', connect)
})

/** The host of connect's arguments in all their forms; a pipe's is local. */
function hostOf(args: readonly unknown[]): string {
  const [first, second] = args
  // Node's own callers hand over [options, callback].
  if (Array.isArray(first)) return hostOf(first)
  if (typeof first === 'object' && first !== null) return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost'
  return typeof second === 'string' ? second : 'localhost'
}
