import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('android', [
  {
    what: 'An Android signing key or its password',
    how: 'With Play App Signing it is an upload key only, which Google can reset.',
    inputs: {
      'r0adkll/sign-android-release': 'signingkeybase64 keystorepassword keypassword',
      'ilharp/sign-android-release': 'signingkey keystorepassword keypassword',
    },
    variables: /^(?:ANDROID_)?(?:\w{1,40}_)?(?:KEYSTORE|KEY_STORE)(?:_\w{1,40})?$|^ANDROID_(?:\w{1,40}_)?(?:KEY\w{0,20}|PASSWORD|SIGNING\w{0,20})$|^(?:RELEASE_|UPLOAD_)?(?:KEYSTORE|STORE|KEY)_PASSWORD$/,
    names: 'ANDROID KEYSTORE',
  },
])

export const provider: Provider = {
  id: 'android',
  title: 'Android',
  docs: 'https://developer.android.com/studio/publish/app-signing',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
