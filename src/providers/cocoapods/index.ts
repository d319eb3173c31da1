import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('cocoapods', [
  {
    what: 'A CocoaPods trunk token',
    how: 'A session of its own (`pod trunk register`), cleaned when the job does not need it; trunk becomes read-only, so plan for Swift packages.',
    variables: /^COCOAPODS_TRUNK_TOKEN$/,
    commands: /\bpod\s+trunk\b/,
    names: 'COCOAPODS',
  },
])

export const provider: Provider = {
  id: 'cocoapods',
  title: 'CocoaPods',
  docs: 'https://guides.cocoapods.org/making/getting-setup-with-trunk.html',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
