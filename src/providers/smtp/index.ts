import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('smtp', [
  {
    what: 'A mailbox\'s password',
    how: 'An app password or a relay\'s credential that can only send, in the name of the one sender.',
    inputs: { 'dawidd6/action-send-mail': 'password connection_url' },
    variables: /^(?:SMTP|MAIL|EMAIL|GMAIL)_(?:\w{1,40}_)?(?:PASS(?:WORD|WD)?|PSW|TOKEN|KEY)$/,
    names: 'SMTP MAIL EMAIL GMAIL',
  },
])

export const provider: Provider = {
  id: 'smtp',
  title: 'Mail by SMTP',
  docs: 'https://www.rfc-editor.org/rfc/rfc4954',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
