import type { TokenKind } from '../../provider.ts'
import { assigned } from './assigned.ts'
import { jwt } from './jwt.ts'
import { privateKey } from './private-key.ts'
import { urlPassword } from './url-password.ts'

export const tokens: readonly TokenKind[] = [privateKey, jwt, urlPassword, assigned]
