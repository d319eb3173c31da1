import type { HttpAnswer, HttpRequest } from '../../lib/http.ts'
import { isList } from '../../lib/json.ts'
import type { Exchange, Token, Verified } from '../../provider.ts'

const GEMS = 'https://guides.rubygems.org/rubygems-org-api/#gem-methods'
const SOURCE = 'https://github.com/rubygems/rubygems.org/blob/master/app/controllers/api/base_controller.rb'

/** Asks for the gems that the key's owner has. */
export const verify: Exchange<Verified> = {
  request,
  read,
  answers: [
    { status: 200, source: GEMS, means: 'live', body: JSON.stringify([{ name: 'sample' }]) },
    { status: 200, source: GEMS, means: 'live', body: '[]' },
    { status: 401, source: SOURCE, means: 'dead', body: 'Access Denied. Please sign up for an account at https://rubygems.org' },
    { status: 401, source: SOURCE, means: 'unknown', body: 'You have enabled multifactor authentication but no OTP code provided.' },
    { status: 403, source: SOURCE, means: 'unknown', body: 'This API key cannot perform the specified action on this gem.' },
    { status: 429, source: 'https://guides.rubygems.org/rubygems-org-rate-limits/', means: 'unknown', body: 'Retry later\n' },
    { status: 500, source: GEMS, means: 'unknown', body: '' },
    { status: 200, source: GEMS, means: 'unknown', body: '<html></html>' },
  ],
}

function request(token: Token): HttpRequest {
  return { method: 'GET', url: 'https://rubygems.org/api/v1/gems.json', headers: { authorization: token.secret } }
}

function read(answer: HttpAnswer): Verified | undefined {
  if (answer.status === 401) return answer.body.startsWith('Access Denied.') ? { state: 'dead' } : undefined
  return answer.status === 200 && isList(answer.json) ? { state: 'live' } : undefined
}
