import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('windows-signing', [
  {
    what: 'A Windows signing certificate or its password',
    how: 'Azure Artifact Signing, or a certificate in AWS KMS, Azure Key Vault or Google Cloud KMS, signs for a job that logs in with '
      + 'OIDC and never shows the key; its certificate is another one.',
    inputs: {
      'dlemstra/code-sign-action': 'certificate password',
      'skymatic/code-sign-action': 'certificate password',
      'signpath/github-action-submit-signing-request': 'api-token',
      'sslcom/esigner-codesign': 'password totp_secret',
      'digicert/ssm-code-signing': 'sm_api_key',
      'lando/code-sign-action': 'certificate-data certificate-password keylocker-api-key keylocker-cert-password',
    },
    variables: /^(?:WINDOWS|WIN)_(?:\w{1,40}_)?(?:CERT\w{0,30}|PFX\w{0,20}|CSC\w{0,20}|KEY\w{0,20})$|^WIN_CSC_(?:LINK|KEY_PASSWORD)$|^PFX(?:_\w{1,30})?$|^(?:CODE_?SIGN\w{0,10}|SIGNING)_(?:CERT\w{0,30}|PFX\w{0,20}|PASSWORD)$|^SM_(?:API_KEY|CLIENT_CERT\w{0,30})$|^SIGNPATH_(?:API_)?TOKEN$/,
    commands: /\bsigntool\b|Import-PfxCertificate/i,
    names: 'PFX CODE_SIGNING CODESIGN SIGNPATH',
  },
])

export const provider: Provider = {
  id: 'windows-signing',
  title: 'Windows code signing',
  docs: 'https://learn.microsoft.com/en-us/windows/win32/seccrypto/using-signtool-to-sign-a-file',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
