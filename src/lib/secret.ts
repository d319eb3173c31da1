import { inspect } from 'node:util'
import { fingerprint, type Strength } from './fingerprint.ts'

/**
 * The only type that holds a secret. Printed, serialised, inspected or cloned it is its fingerprint.
 * `reveal()` is the one way in; a test allows it in `providers/` and `lib/http.ts` only.
 */
export class Secret {
  readonly #text: string
  readonly fingerprint: string

  private constructor(text: string, print: string) {
    this.#text = text
    this.fingerprint = print
  }

  static of(text: string, strength: Strength = 'full'): Secret {
    return new Secret(text, fingerprint(text, strength))
  }

  reveal(): string {
    return this.#text
  }

  /** A text built around the secret (`Bearer …`), as closed as the secret itself and with its fingerprint. */
  into(make: (text: string) => string): Secret {
    return new Secret(make(this.#text), this.fingerprint)
  }

  toString(): string {
    return this.fingerprint
  }

  toJSON(): string {
    return this.fingerprint
  }

  [inspect.custom](): string {
    return this.fingerprint
  }
}
