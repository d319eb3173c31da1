import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('apple', [
  {
    what: 'A key of App Store Connect',
    how: 'A team key with the smallest role; the tokens that the job makes of it live for 20 minutes, the key until it is revoked.',
    inputs: { 'apple-actions/upload-testflight-build': 'api-private-key', 'apple-actions/download-provisioning-profiles': 'api-private-key' },
    variables: /^(?:APP_STORE_CONNECT|APPSTORE|APPSTORE_CONNECT|ASC)_(?:\w{1,40}_)?(?:KEY|P8|CONTENT|PRIVATE_KEY|BASE64)$|^APPLE_API_KEY(?:_\w{1,20})?$/,
    names: 'APP_STORE_CONNECT APPSTORE ASC',
  },
  {
    what: 'An Apple certificate or its password',
    how: 'Import it into a keychain that goes with the job; revoke it in the developer account when somebody leaves.',
    inputs: { 'apple-actions/import-codesign-certs': 'p12-file-base64 p12-password keychain-password', 'indygreg/apple-code-sign-action': 'p12_password pem_file' },
    variables: /^APPLE_(?:\w{1,40}_)?(?:CERTIFICATE|CERTIFICATE_PASSWORD|CERT|CERT_PASSWORD|CODESIGN_KEY|CODESIGN_PASSWORD)$|^APPLE_DEVELOPER_ID_(?:\w{1,40}_)?PRIVATE_KEY$|^(?:MACOS|MAC|OSX|IOS)_(?:\w{1,40}_)?(?:CERTIFICATE\w{0,20}|CERT\w{0,20}|P12\w{0,20})$|^CSC_(?:LINK|KEY_PASSWORD)$|^INSTALLER_CERT\w{0,30}$|^KEYCHAIN_PASSWORD$|^MATCH_(?:PASSWORD|GIT_BASIC_AUTHORIZATION|GIT_PRIVATE_KEY)$/,
    commands: /\bsecurity\s+(?:import|unlock-keychain|create-keychain)\b/,
    names: 'APPLE_CERTIFICATE MACOS_CERTIFICATE KEYCHAIN',
  },
  {
    what: 'An app-specific password of an Apple account',
    how: 'A key of App Store Connect can notarize too and belongs to the team, not to a person.',
    variables: /^APPLE_(?:ID_)?(?:APP_)?(?:SPECIFIC_)?PASSWORD$|^APPLE_APP_SPECIFIC_PASSWORD$|^(?:AC|NOTARY|NOTARIZE|NOTARIZATION)_PASSWORD$|^FASTLANE_(?:PASSWORD|SESSION|APPLE_APPLICATION_SPECIFIC_PASSWORD)$/,
    commands: /\bnotarytool\s|\baltool\s/,
    names: 'APPLE FASTLANE NOTARIZATION',
  },
])

export const provider: Provider = {
  id: 'apple',
  title: 'Apple',
  docs: 'https://developer.apple.com/documentation/appstoreconnectapi/creating-api-keys-for-app-store-connect-api',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
