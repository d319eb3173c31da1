import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('dingtalk', [
  {
    what: 'A token of a DingTalk robot',
    how: 'One robot for each group, with a signature or the addresses that may use it.',
    inputs: { 'zcong1993/actions-ding': 'dingtoken', 'visiky/dingtalk-release-notify': 'ding_talk_token' },
    variables: /^DING(?:_?TALK|DING)?_(?:\w{1,40}_)?(?:TOKEN|SECRET)$/,
    commands: /oapi\.dingtalk\.com/,
    names: 'DINGDING DINGTALK DING_TALK',
  },
])

export const provider: Provider = {
  id: 'dingtalk',
  title: 'DingTalk',
  docs: 'https://open.dingtalk.com/document/orgapp/custom-robot-access',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
