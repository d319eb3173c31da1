import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('ftp', [
  {
    what: 'A password for FTP',
    how: 'A user of its own that sees the one folder, and FTP over TLS.',
    inputs: {
      'samkirland/ftp-deploy-action': 'password',
      'samkirkland/ftp-deploy-action': 'password',
      'wlixcc/sftp-deploy-action': 'password ssh_private_key',
      'kevinpainchaud/simple-ftp-deploy-action': 'password',
    },
    variables: /^S?FTP_(?:\w{1,40}_)?(?:PASS(?:WORD|WD)?|PSW)$/,
    commands: /\b(?:lftp|ncftpput|sftp|ftp)\s|ftps?:\/\//,
    names: 'FTP SFTP',
  },
])

export const provider: Provider = {
  id: 'ftp',
  title: 'FTP',
  docs: 'https://www.rfc-editor.org/rfc/rfc4217',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
