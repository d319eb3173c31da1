import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The forms in which a secret could lie somewhere: as it is, for other readers, and encoded. */
export function formsOf(secret: string): readonly Buffer[] {
  const bytes = Buffer.from(secret)
  const forms = [secret, encodeURIComponent(secret), bytes.toString('hex'), JSON.stringify(secret).slice(1, -1)]
  // In base64 the neighbours change the ends: what is left of every alignment without them.
  const aligned = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift, 'x'), bytes]).toString('base64').slice(4, -4))
  return [...[...forms, ...aligned].map((form) => Buffer.from(form)), Buffer.from(secret, 'utf16le')]
}

/** Which of the named secrets stand in these bytes, in whatever form. */
export function found(secrets: Readonly<Record<string, string>>, bytes: Buffer | string): readonly string[] {
  const place = Buffer.from(bytes)
  return Object.entries(secrets).filter(([, secret]) => formsOf(secret).some((form) => place.includes(form))).map(([name]) => name)
}

/** The files below a folder that hold one of the secrets, as `path: name`. */
export function foundBelow(secrets: Readonly<Record<string, string>>, folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isFile() ? found(secrets, readFileSync(path)).map((secret) => `${name}: ${secret}`) : []
  })
}
