import { MayflyError } from './errors.ts'

/** The other side asks for patience (rate limit, 5xx, no connection): the same work may succeed after `seconds`. */
export class RetryLater extends MayflyError {
  readonly seconds: number

  constructor(message: string, seconds: number) {
    super('network', message)
    this.name = 'RetryLater'
    this.seconds = seconds
  }
}
