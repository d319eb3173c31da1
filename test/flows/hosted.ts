import type { Hosted } from '../../src/repo/hosted.ts'

/** A host that answers these questions; any other is a bug. */
export function hostedWith(answers: Partial<Hosted>): Hosted {
  const hosted: Hosted = new Proxy(Object.create(null), {
    get(_, name: string) {
      if (Object.hasOwn(answers, name)) return Reflect.get(answers, name)
      throw new TypeError(`${name} was not expected to be asked`)
    },
  })
  return hosted
}
